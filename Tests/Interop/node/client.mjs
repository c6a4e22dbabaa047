// A client as any Node program would make it: from the .proto file alone. The scripts beside this one get the server's
// address and the .proto file as arguments, and print what they saw as one line of JSON.

import { randomUUID } from 'node:crypto';

import grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

const [address, protoFile] = process.argv.slice(2);
const { userservice } = grpc.loadPackageDefinition(loadSync(protoFile, { keepCase: true, longs: Number, defaults: true }));

export const client = new userservice.UserService(address, grpc.credentials.createInsecure(), { 'grpc.enable_http_proxy': 0 });

/** Options of a call: the time it may take. */
export const within = (milliseconds) => ({ deadline: Date.now() + milliseconds });

/** Calls a unary rpc. */
export const call = (method, request) =>
  new Promise((resolve, reject) => {
    client[method](request, within(20_000), (error, response) => (error ? reject(error) : resolve(response)));
  });

/** Reads a stream to its end. */
export async function readAll(stream) {
  const messages = [];
  for await (const message of stream) {
    messages.push(message);
  }
  return messages;
}

export const createUser = (name) => call('CreateUser', { name, email: `${randomUUID()}@example.com`, role: 'admin' });

/** Prints the result of a script and ends it. */
export function finish(result) {
  console.log(JSON.stringify(result));
  client.close();
}
