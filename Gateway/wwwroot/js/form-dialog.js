// A dialog whose form the server judges: what it finds wrong is shown at the field, and the first such field gets the focus.

import { ApiError } from './api.js';
import { partsOf } from './dom.js';

export class FormDialog {
  #dialog;
  #form;
  #parts;
  #save;
  #saved;
  #isBusy = false;
  #round = 0;

  constructor(id) {
    this.#dialog = document.getElementById(id);
    this.#form = this.#dialog.querySelector('form');
    this.#parts = partsOf(this.#dialog);
    this.#parts.cancel.addEventListener('click', () => this.#dialog.close());
    this.#dialog.addEventListener('close', () => this.#round++); // an answer that comes now is for a dialog that is gone
    this.#form.addEventListener('input', (event) => this.#setProblem(event.target, ''));
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
  }

  /** Asks for values. save sends them and may throw an ApiError; saved gets its answer when the dialog has closed. */
  open({ title, submit, values = {}, save, saved }) {
    this.#parts.title.textContent = title;
    this.#parts.submit.textContent = submit;
    this.#save = save;
    this.#saved = saved;
    this.#setBusy(false);
    this.fill(values);
    this.#dialog.showModal(); // focuses the first field, or else Cancel
  }

  /** Puts values into the fields, and takes away what was said about the ones before. */
  fill(values) {
    this.#parts.alert.replaceChildren();
    for (const field of this.#fields()) {
      field.value = values[field.name] ?? '';
      this.#setProblem(field, '');
    }

    this.#fields()[0]?.focus();
  }

  /** Says what is wrong as a whole, and offers a way out of it. */
  warn(text, action, run) {
    const paragraph = document.createElement('p');
    paragraph.textContent = text;
    this.#parts.alert.replaceChildren(paragraph);
    if (!action) return;

    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button small';
    button.textContent = action;
    button.addEventListener('click', () => this.#while(run));
    this.#parts.alert.append(button);
    button.focus();
  }

  close() {
    this.#dialog.close();
  }

  async #submit() {
    await this.#while(async () => {
      const answer = await this.#save(Object.fromEntries(this.#fields().map((field) => [field.name, field.value])));

      return () => {
        this.#dialog.close();
        this.#saved(answer);
      };
    });
  }

  // One thing at a time: a second click, or Enter held down, does nothing while the first is on its way.
  async #while(run) {
    if (this.#isBusy) return;

    const round = this.#round;
    this.#setBusy(true);
    this.#parts.alert.replaceChildren();
    let then;
    try {
      then = await run();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;

      then = () => this.#showError(error);
    } finally {
      if (round === this.#round) this.#setBusy(false);
    }

    if (round === this.#round) then?.();
  }

  #showError(error) {
    if (error.action) return this.warn(error.message, error.action.label, error.action.run);

    const rest = [];
    for (const { field: name, description } of error.violations) {
      const field = this.#form.elements[name];
      if (field) this.#setProblem(field, description ?? error.message);
      else rest.push(`${name}: ${description}`);
    }

    const isAtFields = error.violations.length > rest.length;
    if (!isAtFields || rest.length > 0) this.warn(rest.join(' ') || error.message);
    this.#form.querySelector('[aria-invalid="true"]')?.focus();
  }

  #setProblem(field, text) {
    const problem = document.getElementById(`${field.id}-error`);
    if (!problem) return;

    problem.textContent = text;
    field.setAttribute('aria-invalid', String(text !== ''));
  }

  #setBusy(isBusy) {
    this.#isBusy = isBusy;
    this.#form.setAttribute('aria-busy', String(isBusy));
    this.#parts.submit.disabled = isBusy;
  }

  #fields() {
    return [...this.#form.querySelectorAll('input, textarea')];
  }
}
