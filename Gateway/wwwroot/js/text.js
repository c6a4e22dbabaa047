// How values read: times, numbers, initials.

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const numbers = new Intl.NumberFormat('en');
const full = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'medium', hourCycle: 'h23' });
const whole = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' });
const minute = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const second = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const tones = 8;

export const number = (value) => numbers.format(value);

export const count = (value, one, many = `${one}s`) => `${number(value)} ${value === 1 ? one : many}`;

export const clock = (time) => minute.format(time);

/** The first letters of the first and the last word; of a name without letters, what it begins with. */
export function initials(name) {
  const letters = name.split(/\s+/).flatMap((word) => word.match(/[\p{L}\p{N}]\p{M}*/u) ?? []);
  if (letters.length === 0) return [...graphemes.segment(name.trim())][0]?.segment ?? '';

  return (letters[0] + (letters.length > 1 ? letters.at(-1) : '')).toUpperCase();
}

/** A name inside a sentence: written from right to left it does not turn the rest around. */
export const quoted = (name) => `\u2068${name}\u2069`;

/** One of a few colours, always the same for the same id. */
export function tone(id) {
  let hash = 0;
  for (const character of id) hash = (Math.imul(hash, 31) + character.codePointAt(0)) >>> 0;

  return hash % tones;
}

/** Shows a time in a time element: the day, today the minute; the whole in its tooltip. */
export function showDate(element, time) {
  show(element, time, (date) => (isToday(date) ? `Today, ${minute.format(date)}` : day.format(date)));
}

/** Shows a time in a time element: day and minute. */
export function showTime(element, time) {
  show(element, time, (date) => whole.format(date));
}

/** Shows a time in a time element, to the second, and the day unless it is today. */
export function showMoment(element, time) {
  show(element, time, (date) => (isToday(date) ? second.format(date) : `${day.format(date)}, ${second.format(date)}`));
}

function show(element, time, format) {
  const date = new Date(time ?? '');
  const isTime = !Number.isNaN(date.getTime());
  element.dateTime = isTime ? date.toISOString() : '';
  element.textContent = isTime ? format(date) : '–';
  element.title = isTime ? full.format(date) : '';
}

const isToday = (date) => date.toDateString() === new Date().toDateString();
