// Every shape of stream.

import { client, createUser, finish, readAll, within } from './client.mjs';

async function record(events) {
  const stream = client.RecordActivity(within(20_000));
  events.forEach((event) => stream.write(event));
  stream.end();
  return readAll(stream);
}

const { id: user_id } = await createUser('Ann');
const login = (event_id) => ({ user_id, event_id, event_type: 'login', description: `Logged in at ${event_id}.` });
const events = ['a', 'b', 'c', 'd'].map(login);

const answers = await record(events);
const again = await record([login('b')]);
const stored = await readAll(client.StreamUserActivity({ user_id }, within(20_000)));

const following = client.StreamUserActivity({ user_id, follow: true, after_sequence: stored.at(-1).sequence - 1 }, within(20_000));
const followed = following[Symbol.asyncIterator]();
const last = (await followed.next()).value;
await record([{ user_id, event_id: 'live', event_type: 'logout' }]);
const live = (await followed.next()).value;

const ended = followed.next().catch(({ code }) => ({ code }));
following.cancel();

finish({ answers, again, stored, last, live, ended: await ended });
