// Lists the tools of several contracts and calls each of them, with the official SDK, which holds every answer against its schema.
// Usage: node contracts.mjs ADDRESS...
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const ajv = addFormats(new Ajv2020.default({ strict: false }));
const values = [true, 7, 'x', [], {}, '9', '1.5s', '2026-11-29T00:00:00Z', '00000000-0000-0000-0000-000000000001', 'AQ=='];
const seen = [];
for (const address of process.argv.slice(2)) {
  const client = new Client({ name: 'interop', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(new URL(address)));
  const { tools } = await client.listTools();
  const problems = [];
  for (const { name, inputSchema } of tools) {
    const isValid = ajv.compile(inputSchema);
    const args = [{}, { messages: [] }, ...values.map((value) => ({ value }))].find((one) => isValid(one))
      ?? Object.fromEntries(inputSchema.required.map((field) => [field, '7']));
    try {
      const result = await client.callTool({ name, arguments: args });
      if (result.isError) {
        problems.push(`${name} ${JSON.stringify(args)}: ${result.content[0].text}`);
      }
    } catch (error) {
      problems.push(`${name}: ${error.message}`);
    }
  }
  await client.close();
  seen.push({ tools: tools.map((tool) => tool.name), problems });
}
console.log(JSON.stringify(seen));
