// What a user does: chart, list, and whether it is live.

import { ActivityFeed } from './activity-feed.js';
import { Chart } from './chart.js';
import { make } from './dom.js';
import { count, number, showMoment } from './text.js';

const longestList = 200;
const redrawEvery = 5_000; // ms; the chart moves on with time
const drawEvery = 100; // ms
const settling = 1_000; // ms; what comes later is news
const mostNews = 10; // so many at once are no news one by one
const newsPause = 600; // ms; a screen reader gets a sentence, not a flood
const newsEvery = 5_000; // ms

const states = { connecting: 'Connecting…', live: 'Live', reconnecting: 'Reconnecting…', gone: 'Deleted' };

export class ActivityView {
  #parts;
  #feed;
  #chart;
  #changed;
  #gone;
  #waiting = [];
  #drawing = 0;
  #redraw;
  #resize;
  #news = { count: 0, last: null, timer: 0, told: -newsEvery };
  #started = performance.now();
  #total = 0;

  /** changed is called when the user itself has changed, gone when it has been deleted. */
  constructor(userId, parts, { changed, gone }) {
    this.#parts = parts;
    this.#changed = changed;
    this.#gone = gone;
    this.#chart = new Chart(parts.chart, parts.caption);
    this.#feed = new ActivityFeed(userId, { receive: (event) => this.#receive(event), tell: (state) => this.#tell(state) });
  }

  start() {
    this.#resize = new ResizeObserver(() => this.#chart.draw());
    this.#resize.observe(this.#parts.chart);
    this.#redraw = setInterval(() => this.#chart.draw(), redrawEvery);
    this.#feed.start();
  }

  stop() {
    this.#feed.stop();
    this.#resize.disconnect();
    clearInterval(this.#redraw);
    clearTimeout(this.#news.timer);
    clearTimeout(this.#drawing);
  }

  #tell(state) {
    if (this.#parts.state.dataset.is === state) return; // told already: a screen reader reads every change

    this.#parts.state.dataset.is = state;
    this.#parts.state.textContent = states[state];
    if (state === 'gone') this.#gone();
  }

  // Thousands may come at once: they are drawn together, and only those that are to be seen.
  #receive(event) {
    this.#waiting.push(event);
    this.#drawing ||= setTimeout(() => this.#drain(), drawEvery);
  }

  #drain() {
    const events = this.#waiting;
    this.#waiting = [];
    this.#drawing = 0;
    this.#total = events.at(-1).sequence;
    const isNews = events.length <= mostNews && performance.now() - this.#started > settling;
    for (const event of events) this.#chart.add(new Date(event.timestamp));

    this.#parts.events.prepend(...events.slice(-longestList).reverse().map((event) => item(event, isNews)));
    while (this.#parts.events.childElementCount > longestList) this.#parts.events.lastElementChild.remove();
    this.#parts.note.textContent = this.#total > longestList ? `The newest ${longestList} of ${number(this.#total)} events` : '';
    this.#chart.draw();
    this.#announce(events);
    if (events.some((event) => event.event_type === 'user.updated')) this.#changed();
  }

  #announce(events) {
    this.#news.count += events.length;
    this.#news.last = events.at(-1);
    const pause = Math.max(newsPause, this.#news.told + newsEvery - performance.now());
    this.#news.timer ||= setTimeout(() => {
      const { count: many, last } = this.#news;
      Object.assign(this.#news, { count: 0, timer: 0, told: performance.now() });
      const text = [last.event_type, last.description].filter(Boolean).join(': ');
      this.#parts.news.textContent = many === 1 ? `New event. ${text}` : `${count(many, 'event')}, the newest: ${text}`;
    }, pause);
  }
}

function item(event, isNews) {
  const { root, parts } = make('event');
  root.dataset.sequence = event.sequence;
  if (event.event_type.startsWith('user.')) root.dataset.own = '';
  root.classList.toggle('fresh', isNews);
  parts.type.textContent = event.event_type;
  parts.description.textContent = event.description ?? '';
  showMoment(parts.time, event.timestamp);

  return root;
}
