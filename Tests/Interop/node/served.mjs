// Calls rpcs of many contracts, each known by its exported .proto files alone. The first argument is a file of the calls to make, the
// second the file for what came back.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

const [input, output] = process.argv.slice(2);
const results = {};

/** What JSON does not have is an object with one key. */
const revive = (_, value) =>
  value?.$bytes !== undefined ? Buffer.from(value.$bytes, 'base64') : value?.$number !== undefined ? Number(value.$number) : value;

/** A Buffer has made itself an object when it comes here. */
const replace = (_, value) =>
  value?.type === 'Buffer'
    ? { $bytes: Buffer.from(value.data).toString('base64') }
    : typeof value === 'number' && !Number.isFinite(value)
      ? { $number: String(value) }
      : value;

/** Loads the files as a program does that has them in a folder. */
function load(files) {
  const folder = mkdtempSync(join(tmpdir(), 'proto-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const options = { keepCase: true, longs: String, enums: String, defaults: true, oneofs: true, includeDirs: [folder] };
    return grpc.loadPackageDefinition(loadSync(Object.keys(files), options));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Makes one call of any kind, and returns the responses. */
async function call(client, method, id, requests) {
  const { requestStream, responseStream } = client[method];
  const metadata = new grpc.Metadata();
  metadata.set('exchange', id);
  const options = { deadline: Date.now() + 25_000 };
  const responses = [];
  await new Promise((resolve, reject) => {
    const finish = (error, response) => (error ? reject(error) : resolve(responses.push(response)));
    const message = requestStream ? [] : [requests[0]];
    const callback = responseStream ? [] : [finish];
    const stream = client[method](...message, metadata, options, ...callback);
    if (responseStream) {
      stream.on('data', (response) => responses.push(response)).on('error', reject).on('end', resolve);
    }
    if (requestStream) {
      requests.forEach((request) => stream.write(request));
      stream.end();
    }
  });
  return responses;
}

async function run({ address, files, calls }) {
  const packages = load(files);
  const clients = {};
  for (const { id, service, method, requests } of calls) {
    try {
      clients[service] ??= new (service.split('.').reduce((scope, name) => scope[name], packages))(
        address,
        grpc.credentials.createInsecure(),
        { 'grpc.enable_http_proxy': 0 },
      );
      results[id] = { responses: await call(clients[service], method, id, requests) };
    } catch (error) {
      results[id] = { error: String(error.stack) };
    }
  }
  Object.values(clients).forEach((client) => client.close());
}

await Promise.all(JSON.parse(readFileSync(input, 'utf8'), revive).map(run));
writeFileSync(output, JSON.stringify(results, replace));
