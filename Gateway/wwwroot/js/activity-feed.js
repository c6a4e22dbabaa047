// The events of one user, as they come: each once, in order, whatever happens to the connection.

import { activityUrl, ApiError, getUser, isReady } from './api.js';

const shortestDelay = 500; // ms
const longestDelay = 8_000;
const checkEvery = 5_000;

export class ActivityFeed {
  #userId;
  #receive;
  #tell;
  #last = 0;
  #source = null;
  #retry;
  #check;
  #delay = shortestDelay;
  #isStopped = false;

  /** receive gets each event; tell gets the state: connecting, live, reconnecting or gone. */
  constructor(userId, { receive, tell }) {
    this.#userId = userId;
    this.#receive = receive;
    this.#tell = tell;
  }

  start() {
    document.addEventListener('visibilitychange', this.#follow);
    this.#follow();
  }

  stop() {
    this.#isStopped = true;
    document.removeEventListener('visibilitychange', this.#follow);
    this.#close();
  }

  // A browser opens six connections to a host over HTTP/1.1, for all tabs together: one that nobody looks at gives its own back.
  #follow = () => {
    if (document.hidden) return this.#close();
    if (this.#source) return;

    this.#tell('connecting');
    this.#open();
  };

  // While the connection only breaks, the browser itself comes back with Last-Event-ID; the address holds where we were before.
  #open() {
    clearTimeout(this.#retry);
    const source = new EventSource(activityUrl(this.#userId, this.#last));
    this.#source = source;
    source.onopen = () => this.#tell('live');
    this.#check = setInterval(() => this.#checkService(source), checkEvery);
    source.onmessage = (message) => this.#take(JSON.parse(message.data));
    source.onerror = (event) => {
      if (event.data) this.#fail(JSON.parse(event.data).error);
      else if (source.readyState === EventSource.CLOSED) this.#reopenLater();
      else this.#tell('reconnecting');
    };
  }

  #close() {
    clearTimeout(this.#retry);
    clearInterval(this.#check);
    this.#source?.close();
    this.#source = null;
  }

  #take(event) {
    const sequence = Number(event.sequence); // JSON has 64 bit integers as text
    if (sequence <= this.#last) return;
    if (sequence > this.#last + 1) return this.#reopenLater(); // sequences have no gaps: something was lost on the way

    this.#last = sequence;
    this.#delay = shortestDelay;
    this.#tell('live');
    this.#receive({ ...event, sequence });
  }

  // The gateway may keep a stream open while the service behind it is away; what is shown is not live then.
  async #checkService(source) {
    if (source.readyState !== EventSource.OPEN) return;

    const isLive = await isReady();
    if (source === this.#source && source.readyState === EventSource.OPEN) this.#tell(isLive ? 'live' : 'reconnecting');
  }

  #fail(error) {
    if (error?.status === 'NOT_FOUND') this.#end();
    else this.#reopenLater();
  }

  #reopenLater() {
    this.#close();
    this.#tell('reconnecting');
    this.#retry = setTimeout(() => this.#reopen(), this.#delay * (0.75 + Math.random() / 2));
    this.#delay = Math.min(this.#delay * 2, longestDelay);
  }

  // An EventSource does not say with which status it was refused, so ask whether the user is there first.
  async #reopen() {
    try {
      await getUser(this.#userId);
      if (!this.#isStopped && !document.hidden && !this.#source) this.#open();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (this.#isStopped) return;
      if (error.status === 'NOT_FOUND') this.#end();
      else this.#reopenLater();
    }
  }

  #end() {
    this.stop();
    this.#tell('gone');
  }
}
