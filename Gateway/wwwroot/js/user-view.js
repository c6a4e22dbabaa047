// One user: who it is, what can be done with it, what it does.

import { ActivityView } from './activity-view.js';
import { ApiError, getUser } from './api.js';
import { make } from './dom.js';
import { initials, showTime, tone } from './text.js';
import { askForChanges, askForEvent, askToDelete } from './user-dialogs.js';

export class UserView {
  #panel = document.getElementById('detail');
  #changed;
  #id = null;
  #loading = null;
  #user = null;
  #parts = null;
  #activity = null;

  /** changed is called when the list should be read again. */
  constructor({ changed }) {
    this.#changed = changed;
  }

  /** Shows a user; null shows none. */
  async show(id) {
    this.#activity?.stop();
    this.#activity = null;
    this.#loading?.abort();
    this.#user = null;
    this.#id = id;
    this.#panel.hidden = id === null;
    this.#panel.replaceChildren();
    if (id === null) return;

    const loading = new AbortController();
    this.#loading = loading;
    this.#panel.ariaBusy = 'true';
    try {
      this.#showUser(await getUser(id, loading.signal));
    } catch (error) {
      if (loading.signal.aborted) return;
      if (!(error instanceof ApiError)) throw error;

      this.#showError(error);
    }

    this.#panel.ariaBusy = 'false';
  }

  focus() {
    this.#panel.querySelector('#detail-name')?.focus();
  }

  #showUser(user) {
    const { fragment, parts } = make('user');
    this.#parts = parts;
    parts.edit.addEventListener('click', () => askForChanges(this.#user, (changed) => this.#take(changed)));
    parts.delete.addEventListener('click', () => this.#delete());
    parts.record.addEventListener('click', () => askForEvent(this.#user));
    this.#fill(user);
    this.#panel.replaceChildren(fragment);
    this.#activity = new ActivityView(user.id, parts, {
      changed: () => this.#refresh(),
      gone: () => {
        this.#showGone();
        this.#changed();
      },
    });
    this.#activity.start();
  }

  #fill(user) {
    this.#user = user;
    const { avatar, name, email, role, created, updated, id } = this.#parts;
    avatar.textContent = initials(user.name);
    avatar.dataset.tone = tone(user.id);
    name.textContent = user.name;
    email.textContent = user.email;
    role.textContent = user.role ?? '';
    id.textContent = user.id;
    showTime(created, user.created_at);
    showTime(updated, user.updated_at);
    document.title = `${user.name} · CodeFirst`;
  }

  #take(user) {
    if (this.#user && this.#id === user.id) this.#fill(user);
    this.#changed();
  }

  // Changed here or by somebody else: the feed says so.
  async #refresh() {
    this.#loading.abort(); // it may answer later, with what was before
    const loading = new AbortController();
    this.#loading = loading;
    try {
      const user = await getUser(this.#id, loading.signal);
      if (this.#user && user.etag !== this.#user.etag) this.#take(user);
    } catch (error) {
      if (loading.signal.aborted) return;
      if (!(error instanceof ApiError)) throw error; // the feed tells when the user is gone, and reconnects when the service is
    }
  }

  #delete() {
    askToDelete(this.#user, {
      changed: (user) => this.#take(user),
      deleted: () => {
        this.#changed();
        location.hash = '#/';
      },
    });
  }

  #showGone() {
    this.#activity?.stop();
    this.#activity = null;
    this.#user = null;
    this.#showMessage('This user was deleted', 'The user and all recorded activity are gone.');
  }

  #showError(error) {
    const isNobody = ['NOT_FOUND', 'INVALID_ARGUMENT'].includes(error.status); // an id that cannot be is nobody's
    if (isNobody) this.#showMessage('There is no such user', 'It may have been deleted, or the address is incomplete.');
    else this.#showMessage('The user could not be loaded', error.message, () => this.show(this.#id).then(() => this.focus()));
  }

  #showMessage(title, text, retry) {
    const { fragment, parts } = make('message');
    parts.name.textContent = title;
    parts.text.textContent = text;
    parts.retry.hidden = !retry;
    parts.retry.onclick = retry ?? null;
    document.title = `${title} · CodeFirst`;
    const hadFocus = this.#panel.contains(document.activeElement);
    this.#panel.replaceChildren(fragment);
    if (hadFocus) this.focus();
  }
}
