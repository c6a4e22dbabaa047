// Events per minute, as bars.

import { clock, count, number } from './text.js';

const minutes = 30;
const minute = 60_000; // ms
const height = 104;
const digitWidth = 6.5;
const labelHeight = 18;

export class Chart {
  #svg;
  #caption;
  #counts = new Map(); // by minute since 1970
  #newest = 0;
  #total = 0;

  constructor(svg, caption) {
    this.#svg = svg;
    this.#caption = caption;
  }

  add(time) {
    const at = Math.floor(time.getTime() / minute);
    if (Number.isNaN(at)) return;

    this.#counts.set(at, (this.#counts.get(at) ?? 0) + 1);
    this.#newest = Math.max(this.#newest, at);
    this.#total++;
  }

  draw() {
    const now = Math.max(Math.floor(Date.now() / minute), this.#newest); // the server's clock may be ahead
    const first = now - minutes + 1;
    for (const at of this.#counts.keys()) if (at < first) this.#counts.delete(at);

    const values = Array.from({ length: minutes }, (_, index) => this.#counts.get(first + index) ?? 0);
    const most = Math.max(...values);
    this.#paint(values, first, topFor(most));
    this.#caption.textContent = this.#describe(values, first, most);
  }

  #paint(values, first, top) {
    const width = Math.max(this.#svg.clientWidth, 200);
    const plot = height - labelHeight;
    const axisWidth = number(top).length * digitWidth + 8;
    const step = (width - axisWidth) / minutes;
    const y = (value) => 4 + (plot - 4) * (1 - value / top);
    const marks = [];
    for (const value of [0, top / 2, top]) {
      marks.push(shape('line', { class: 'grid', x1: axisWidth, x2: width, y1: y(value), y2: y(value) }));
      marks.push(label(axisWidth - 8, y(value) + 4, 'end', number(value)));
    }

    values.forEach((value, index) => {
      if (value === 0) return;

      const bar = shape('rect', {
        class: index === minutes - 1 ? 'bar-of now' : 'bar-of',
        x: axisWidth + index * step + 1.5,
        y: y(value),
        width: Math.max(step - 3, 1),
        height: plot - y(value),
        rx: 2,
      });
      bar.append(shape('title', {}, `${clock((first + index) * minute)}: ${count(value, 'event')}`));
      marks.push(bar);
    });

    marks.push(label(axisWidth, height - 2, 'start', clock(first * minute)));
    marks.push(label(axisWidth + (width - axisWidth) / 2, height - 2, 'middle', clock((first + minutes / 2) * minute)));
    marks.push(label(width, height - 2, 'end', 'now'));
    this.#svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.#svg.replaceChildren(...marks);
  }

  #describe(values, first, most) {
    const sum = values.reduce((left, right) => left + right, 0);
    if (sum === 0) return `Events per minute: none in the last ${minutes} minutes, ${number(this.#total)} before.`;

    const peak = clock((first + values.lastIndexOf(most)) * minute);

    return `Events per minute: ${number(sum)} in the last ${minutes} minutes, at most ${number(most)} (at ${peak}).`;
  }
}

// The least even number of 2, 4, 6, 8, 10, 20, 40 … that holds the highest bar.
function topFor(most) {
  let unit = 1;
  for (;;) {
    for (const step of [2, 4, 6, 8]) if (step * unit >= most) return step * unit;
    unit *= 10;
    if (unit >= most) return unit;
  }
}

const label = (x, y, anchor, text) => shape('text', { class: 'axis', x, y, 'text-anchor': anchor }, String(text));

function shape(name, attributes, text) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;

  return element;
}
