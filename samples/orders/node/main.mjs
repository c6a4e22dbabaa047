// Places an order, reads it, and reads why another one is not found. All it knows of the service is the exported .proto file.
import { fileURLToPath } from 'node:url';

import grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import protobuf from 'protobufjs';

const [address = 'localhost:8080'] = process.argv.slice(2);
const proto = fileURLToPath(new URL('../Orders.Contracts/proto/orders.proto', import.meta.url));
const { shop } = grpc.loadPackageDefinition(loadSync(proto, { keepCase: true, defaults: true }));
const client = new shop.orders.v1.Orders(address, grpc.credentials.createInsecure());

const call = (method, request) => new Promise((resolve, reject) => {
  client[method](request, { deadline: Date.now() + 10_000 }, (error, order) => (error ? reject(error) : resolve(order)));
});

// What the trailer grpc-status-details-bin holds: google.rpc.Status, and in it google.rpc.ErrorInfo.
const rpc = protobuf.parse(`syntax = "proto3"; package google.rpc;
  message Any { string type_url = 1; bytes value = 2; }
  message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
  message ErrorInfo { string reason = 1; string domain = 2; map<string, string> metadata = 3; }`, { keepCase: true }).root;

function errorInfo(error) {
  const [status] = error.metadata.get('grpc-status-details-bin');
  const details = rpc.lookupType('google.rpc.Status').decode(status).details;
  const info = details.find((detail) => detail.type_url === 'type.googleapis.com/google.rpc.ErrorInfo');
  return rpc.lookupType('google.rpc.ErrorInfo').decode(info.value);
}

const placed = await call('PlaceOrder', { item: 'tea', quantity: 2 });
const { item, quantity } = await call('GetOrder', { id: placed.id });
console.log(`${quantity} ${item}`);
try {
  await call('GetOrder', { id: 'none' });
} catch (error) {
  const { reason, domain } = errorInfo(error);
  console.log(`${grpc.status[error.code]} ${reason} ${domain}`);
}
client.close();
