// Lists the tools of the user service and calls each of them, with an official SDK. Every schema must be JSON Schema 2020-12, and every
// structured answer must be what its schema says: the SDK checks that, and here it is checked once more.
// Usage: node tools.mjs FORM ADDRESS, or node tools.mjs stdio COMMAND ARGUMENTS
import * as modern from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const [form, target, ...rest] = process.argv.slice(2);
const who = { name: 'interop', version: '1' };
const [client, transport] = {
  handshake: () => [new Client(who), new StreamableHTTPClientTransport(new URL(target))],
  modern: () => [
    new modern.Client(who, { versionNegotiation: { mode: { pin: '2026-07-28' } } }),
    new modern.StreamableHTTPClientTransport(new URL(target)),
  ],
  stdio: () => [new Client(who), new StdioClientTransport({ command: target, args: rest })],
}[form]();
await client.connect(transport);
const { tools } = await client.listTools();
const ajv = addFormats(new Ajv2020.default({ strict: true, allErrors: true, strictRequired: false, strictTypes: false }));
const schemas = Object.fromEntries(tools.map((tool) => [tool.name, {
  input: ajv.compile(tool.inputSchema),
  output: ajv.compile(tool.outputSchema),
}]));
const problems = [];
const calls = {};

async function call(name, args) {
  const result = await client.callTool({ name, arguments: args });
  calls[name] = { isError: result.isError ?? false, text: result.content[0].text };
  if (!schemas[name].input(args)) {
    problems.push(`${name}: the schema refuses what the service takes: ${ajv.errorsText(schemas[name].input.errors)}`);
  }
  if (!result.isError && !schemas[name].output(result.structuredContent)) {
    problems.push(`${name}: the schema refuses what the service answers: ${ajv.errorsText(schemas[name].output.errors)}`);
  }
  return result.structuredContent;
}

// What is wrong by its form must be refused by both.
async function refuse(name, args) {
  const result = await client.callTool({ name, arguments: args });
  if (!result.isError || schemas[name].input(args)) {
    problems.push(`${name} ${JSON.stringify(args)}: refused by the service: ${result.isError ?? false}, by the schema: ${!schemas[name].input(args)}`);
  }
}

const { id } = await call('create_user', { name: 'Ada', email: `${crypto.randomUUID()}@example.com` });
await call('get_user', { id });
await call('list_users', { page_size: 1 });
await call('update_user', { id, name: 'Ada L.' });
await call('record_activity', { messages: [{ user_id: id, event_type: 'login' }] });
await call('stream_user_activity', { user_id: id });
await call('delete_user', { id });
await refuse('get_user', { id: 7 });
await refuse('get_user', { id, colour: 'red' });
await refuse('list_users', { page_size: 'many' });
await refuse('list_users', { page_size: -1 });
await refuse('stream_user_activity', { user_id: id, after_sequence: 'first' });
await refuse('record_activity', { messages: [{ user_id: [] }] });
await refuse('create_user', { name: null, email: {} });
await client.close();
console.log(JSON.stringify({ tools: tools.map((tool) => tool.name), calls, problems }));
