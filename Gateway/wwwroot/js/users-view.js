// The list: search, pages, and which user is chosen.

import { ApiError, listUsers } from './api.js';
import { make, notify } from './dom.js';
import { filterFrom } from './filter.js';
import { count, initials, number, quoted, showDate, tone } from './text.js';

const pageSize = 25;
const typingPause = 250; // ms

const byId = (id) => document.getElementById(id);
const hashOf = (id) => `#/users/${encodeURIComponent(id)}`;
const isOf = (link, id) => id !== null && link.hash === hashOf(id);

export class UsersView {
  #body = byId('users-body');
  #rows = byId('rows');
  #query = byId('query');
  #tokens = ['']; // of the pages up to the one shown
  #wanted = this.#tokens; // and up to the one asked for
  #next = '';
  #total = 0;
  #typed = '';
  #typing;
  #loading;
  #chosen = null;
  #create;

  constructor({ create }) {
    this.#create = create;
    byId('new-user').addEventListener('click', create);
    byId('previous-page').addEventListener('click', () => this.#turn(-1));
    byId('next-page').addEventListener('click', () => this.#turn(1));
    byId('search').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#search();
    });
    this.#query.addEventListener('input', () => {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.#search(), typingPause);
    });
    this.#body.addEventListener('keydown', (event) => this.#move(event));
  }

  /** Marks the row of a user, or of none. */
  choose(id) {
    this.#chosen = id;
    for (const link of this.#links()) this.#mark(link);
  }

  /** Focuses the row of a user, or the title if there is none. */
  focus(id) {
    (this.#links().find((link) => isOf(link, id)) ?? byId('users-title')).focus();
  }

  /** Reads the page again. */
  load() {
    return this.#read(this.#wanted);
  }

  // A page is turned to when its users are there: until then a second click on Next asks for the same.
  async #read(tokens) {
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    this.#wanted = tokens;
    this.#rows.ariaBusy = 'true';
    if (this.#body.childElementCount === 0 && byId('users-empty').hidden) this.#showBones();
    try {
      const request = { filter: filterFrom(this.#typed), pageToken: tokens.at(-1), pageSize };
      await this.#show(await listUsers(request, loading.signal), tokens);
    } catch (error) {
      if (loading.signal.aborted) return;
      if (!(error instanceof ApiError)) throw error;

      this.#showError(error, tokens);
    }

    if (loading === this.#loading) this.#rows.ariaBusy = 'false';
  }

  #search() {
    clearTimeout(this.#typing);
    if (this.#query.value === this.#typed) return;

    this.#typed = this.#query.value;
    this.#read(['']);
  }

  async #turn(by) {
    await this.#read(by > 0 ? [...this.#tokens, this.#next] : this.#tokens.slice(0, -1));
    byId('users').scrollIntoView({ block: 'nearest' });
  }

  #show({ users = [], next_page_token: next = '', total_count: total = 0 }, tokens) {
    // The last of this page has been deleted: show the page before.
    if (users.length === 0 && tokens.length > 1) return this.#read(tokens.slice(0, -1));

    this.#tokens = tokens;
    this.#next = next;
    this.#total = total;
    this.#setProblem('');
    const focused = this.#body.contains(document.activeElement) ? document.activeElement.hash : null;
    this.#body.replaceChildren(...users.map((user) => this.#row(user)));
    if (focused) (this.#links().find((link) => link.hash === focused) ?? byId('users-title')).focus();
    this.#showPages(users.length);
    this.#showEmpty(users.length === 0);
    const found = count(total, 'user');
    byId('users-total').textContent = number(total);
    this.#announce(this.#typed.trim() ? `${found} found` : `${found}, page ${this.#tokens.length}`);
  }

  #row(user) {
    const { root, parts } = make('row');
    parts.link.href = hashOf(user.id);
    parts.link.title = user.name;
    parts.name.textContent = user.name;
    parts.email.textContent = user.email;
    parts.email.title = user.email;
    parts.avatar.textContent = initials(user.name);
    parts.avatar.dataset.tone = tone(user.id);
    parts.role.textContent = user.role ?? '';
    parts.role.title = user.role ?? '';
    showDate(parts.created, user.created_at);
    showDate(parts.updated, user.updated_at);
    this.#mark(parts.link);

    return root;
  }

  #mark(link) {
    link.ariaCurrent = isOf(link, this.#chosen) ? 'true' : null;
  }

  #showPages(shown) {
    const page = this.#tokens.length;
    const first = (page - 1) * pageSize + 1;
    byId('pages').hidden = shown === 0 || (page === 1 && !this.#next);
    byId('pages-range').textContent = `${number(first)}–${number(first + shown - 1)} of ${number(this.#total)}`;
    this.#enable(byId('previous-page'), page > 1, byId('next-page'));
    this.#enable(byId('next-page'), Boolean(this.#next), byId('previous-page'));
  }

  // A button that gets disabled would lose the focus to nowhere.
  #enable(button, isEnabled, other) {
    const hadFocus = document.activeElement === button;
    button.disabled = !isEnabled;
    if (hadFocus && !isEnabled) other.focus();
  }

  #showEmpty(isEmpty) {
    this.#rows.hidden = isEmpty;
    if (!isEmpty) {
      byId('users-empty').hidden = true;
    } else if (this.#typed.trim()) {
      const title = `Nobody matches “${quoted(this.#typed.trim())}”`;
      this.#offer(title, 'Words are looked for in names and e-mail addresses.', 'Clear search', () => {
        this.#query.value = '';
        this.#search();
        this.#query.focus();
      });
    } else {
      this.#offer('No users yet', 'Create the first one and watch their activity here.', 'New user', this.#create);
    }
  }

  #showError(error, tokens) {
    const isShown = this.#links().length > 0;
    if (isShown && tokens === this.#tokens) return notify(`The list could not be refreshed. ${error.message}`);

    const isFilter = error.violations.some((violation) => violation.field === 'filter');
    byId('pages').hidden = true; // they are of the search before
    this.#announce('');
    if (isFilter) this.#setProblem(error.violations.map((violation) => violation.description).join(' '));
    if (isFilter && isShown) return;

    this.#body.replaceChildren();
    this.#rows.hidden = true;
    byId('users-empty').hidden = true;
    byId('users-total').textContent = '';
    if (isFilter) return;

    this.#offer('The users could not be loaded', error.message, 'Try again', () => {
      byId('users-title').focus(); // the button goes
      byId('users-empty').hidden = true;
      this.load();
    });
    this.#announce(`The users could not be loaded. ${error.message}`);
  }

  #offer(title, text, action, run) {
    const empty = byId('users-empty');
    const button = empty.querySelector('button');
    empty.querySelector('.empty-title').textContent = title;
    empty.querySelector('.empty-text').textContent = text;
    button.textContent = action;
    button.onclick = run;
    empty.hidden = false;
  }

  #setProblem(text) {
    byId('query-error').textContent = text;
    this.#query.setAttribute('aria-invalid', String(text !== ''));
  }

  #announce(text) {
    byId('users-status').textContent = text;
  }

  #showBones() {
    byId('users-empty').hidden = true;
    this.#rows.hidden = false;
    this.#body.replaceChildren(...Array.from({ length: 6 }, () => make('loading-row').root));
  }

  #move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = this.#links();
    const index = links.indexOf(event.target);
    if (!step || index < 0 || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;

    event.preventDefault();
    links[Math.min(Math.max(index + step, 0), links.length - 1)].focus();
  }

  #links() {
    return [...this.#body.querySelectorAll('[data-link]')];
  }
}
