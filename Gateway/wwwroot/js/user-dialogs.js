// Creating, editing and deleting a user, and recording an event.

import { createUser, deleteUser, getUser, newKey, recordEvent, updateUser } from './api.js';
import { notify } from './dom.js';
import { FormDialog } from './form-dialog.js';
import { quoted } from './text.js';

const userDialog = new FormDialog('user-dialog');
const deleteDialog = new FormDialog('delete-dialog');
const eventDialog = new FormDialog('event-dialog');

export function askForUser(created) {
  const keyOf = keys();
  userDialog.open({
    title: 'New user',
    submit: 'Create user',
    save: (values) => createUser(values, keyOf(values)),
    saved: (user) => {
      notify(`${quoted(user.name)} was created.`);
      created(user);
    },
  });
}

export function askForChanges(user, changed) {
  let seen = user;
  const reload = async () => {
    seen = await getUser(seen.id);

    return () => {
      userDialog.fill(seen);
      changed(seen);
    };
  };
  userDialog.open({
    title: `Edit ${quoted(user.name)}`,
    submit: 'Save changes',
    values: user,
    save: async (values) => {
      const fields = Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== (seen[name] ?? '')));

      return Object.keys(fields).length === 0 ? seen : await explained(updateUser(seen.id, fields, seen.etag), reload);
    },
    saved: (answer) => {
      if (answer !== seen) notify(`${quoted(answer.name)} was saved.`);
      changed(answer);
    },
  });
}

export function askToDelete(user, { changed, deleted }) {
  let seen = user;
  const reload = async () => {
    seen = await getUser(seen.id);

    return () => {
      deleteDialog.close();
      changed(seen);
    };
  };
  deleteDialog.open({
    title: `Delete ${quoted(user.name)}?`,
    submit: 'Delete user',
    save: () => explained(deleteUser(seen.id, seen.etag), reload),
    saved: () => {
      notify(`${quoted(user.name)} was deleted.`);
      deleted();
    },
  });
}

export function askForEvent(user) {
  const keyOf = keys();
  eventDialog.open({
    title: `Record an event of ${quoted(user.name)}`,
    submit: 'Record event',
    save: (values) => recordEvent(user.id, { ...values, event_id: keyOf(values) }),
    saved: () => notify('The event was recorded.'),
  });
}

// A key for each content: a repeat of the same is recognised by the server, and a corrected one is new.
function keys() {
  let last = { content: null, key: null };

  return (values) => {
    const content = JSON.stringify(values);
    if (content !== last.content) last = { content, key: newKey() };

    return last.key;
  };
}

// Somebody else was faster: say so, and offer to look at what is there now.
async function explained(saving, reload) {
  try {
    return await saving;
  } catch (error) {
    if (error.status === 'ABORTED') {
      error.message = 'Somebody changed this user meanwhile. Nothing was overwritten: reload to see the current values.';
      error.action = { label: 'Reload', run: reload };
    }

    throw error;
  }
}
