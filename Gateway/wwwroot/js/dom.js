// Elements come from the templates of index.html; values enter them as text only.

/** Makes the elements of a template, and returns them with those it names: <p data-note> is parts.note. */
export function make(templateId) {
  const fragment = document.getElementById(templateId).content.cloneNode(true);

  return { root: fragment.firstElementChild, fragment, parts: partsOf(fragment) };
}

/** The elements with a data- attribute, by its name. */
export function partsOf(root) {
  const parts = {};
  for (const element of root.querySelectorAll('*')) {
    for (const name of Object.keys(element.dataset)) parts[name] = element;
  }

  return parts;
}

let noticeTimer;

/** Says what has been done, for a few seconds; screen readers read it. */
export function notify(text) {
  const notice = document.createElement('p');
  notice.className = 'notice';
  notice.textContent = text;
  document.getElementById('notices').replaceChildren(notice);
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => notice.remove(), 6_000);
}
