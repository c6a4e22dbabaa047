// The address decides what is shown: #/ the list, #/users/{id} also one of them.

import { askForUser } from './user-dialogs.js';
import { UserView } from './user-view.js';
import { UsersView } from './users-view.js';

const isNarrow = matchMedia('(max-width: 61.99rem)'); // as in layout.css: one panel at a time

const users = new UsersView({ create: () => askForUser(created) });
const user = new UserView({ changed: () => users.load() });

let shown = null;

addEventListener('hashchange', async () => {
  const previous = shown;
  await route();
  if (shown && isNarrow.matches) user.focus();
  if (!shown && previous) users.focus(previous);
});
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) users.load(); // others may have changed it meanwhile
});

document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault(); // the address says which user is shown
  document.getElementById('main').focus();
});

users.load();
route();

async function route() {
  const match = location.hash.match(/^#\/users\/([^/?#]+)$/);
  shown = match ? decode(match[1]) : null;
  if (!shown) document.title = 'Users · CodeFirst';
  users.choose(shown);
  await user.show(shown);
}

function created(created) {
  users.load();
  location.hash = `#/users/${encodeURIComponent(created.id)}`;
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // not something this page wrote; no user has such an id
  }
}
