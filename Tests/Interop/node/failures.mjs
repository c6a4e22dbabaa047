// Errors with details, a deadline and a cancel; and that the server goes on.

import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';
import { call, client, createUser, finish, readAll, within } from './client.mjs';

const rpc = protobuf.loadSync(fileURLToPath(new URL('errors.proto', import.meta.url)));

function decode(type, bytes) {
  const message = rpc.lookupType(type);
  return message.toObject(message.decode(bytes));
}

/** Waits for a call to fail, and returns the status with its details. */
const failure = (pending) =>
  pending.then(
    () => 'no failure',
    ({ code, details: message, metadata }) => {
      const [bytes] = metadata.get('grpc-status-details-bin');
      const status = bytes ? decode('google.rpc.Status', bytes) : { details: [] };
      const details = status.details.map(({ type_url, value }) => {
        const type = type_url.split('/')[1];
        return { type, ...decode(type, value) };
      });
      return { code, message, details };
    },
  );

const unknown = await failure(call('GetUser', { id: 'user-0' }));
const invalid = await failure(call('CreateUser', { name: '', email: 'nobody', role: 'Ä' }));

const { id: user_id } = await createUser('Ann');
const late = await failure(readAll(client.StreamUserActivity({ user_id, follow: true }, within(300))));

const following = client.StreamUserActivity({ user_id, follow: true }, within(20_000));
const followed = following[Symbol.asyncIterator]();
const first = (await followed.next()).value;
const cancelled = failure(followed.next());
following.cancel();

finish({ unknown, invalid, late, first, cancelled: await cancelled, afterwards: await call('GetUser', { id: user_id }) });
