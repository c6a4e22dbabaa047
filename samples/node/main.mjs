// Creates a user, records what it does, follows it, and stops. All it knows of the service is the exported .proto file.
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';

import grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

const { USER_SERVICE_URL = 'localhost:8080', INSECURE, USER_SERVICE_AUDIENCE, GCE_METADATA_HOST } = process.env;
const address = USER_SERVICE_URL.replace(/^https?:\/\//, '');
const [host] = address.split(':');
const audience = USER_SERVICE_AUDIENCE ?? (host.endsWith('.run.app') ? `https://${host}` : undefined);

const proto = fileURLToPath(new URL('../../Contracts/proto/user_service.proto', import.meta.url));
const { userservice } = grpc.loadPackageDefinition(loadSync(proto, { keepCase: true, longs: Number, defaults: true }));
const client = new userservice.UserService(address, credentials());

// Who calls, as Cloud Run asks: an ID token of this service account for that audience, good for an hour.
let token = { text: '', until: 0 };
async function idToken() {
  if (Date.now() > token.until) {
    const path = `/computeMetadata/v1/instance/service-accounts/default/identity?format=full&audience=${encodeURIComponent(audience)}`;
    const url = `http://${GCE_METADATA_HOST ?? 'metadata.google.internal'}${path}`;
    const response = await fetch(url, { headers: { 'Metadata-Flavor': 'Google' } });
    if (!response.ok) throw new Error(`No ID token: ${response.status} from ${url}`);
    token = { text: await response.text(), until: Date.now() + 50 * 60_000 };
  }
  return token.text;
}

function credentials() {
  if (INSECURE === 'true') return grpc.credentials.createInsecure();
  if (!audience) return grpc.credentials.createSsl();
  const identity = grpc.credentials.createFromMetadataGenerator((_, done) => {
    const send = (text) => {
      const metadata = new grpc.Metadata();
      metadata.set('x-serverless-authorization', `Bearer ${text}`);
      done(null, metadata);
    };
    idToken().then(send, done);
  });
  return grpc.credentials.combineChannelCredentials(grpc.credentials.createSsl(), identity);
}

const created = await new Promise((resolve, reject) => {
  const request = { name: 'Ann', email: `${randomUUID()}@example.com`, role: 'node' };
  client.CreateUser(request, { deadline: Date.now() + 10_000 }, (error, user) => (error ? reject(error) : resolve(user)));
});

const recording = client.RecordActivity();
for (const i of [1, 2, 3]) {
  recording.write({ user_id: created.id, event_type: 'login', description: `Login ${i}`, event_id: randomUUID() });
}
recording.end();
for await (const answer of recording) console.log(`recorded ${answer.sequence}`);

for await (const event of client.StreamUserActivity({ user_id: created.id })) {
  console.log(`${event.sequence} ${event.event_type} ${event.description}`.trim());
}
client.close();
