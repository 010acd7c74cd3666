import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createSubgraphGuards } from '../../gateway/federation/resilience/guard-subgraphs.ts';
import { createSchemaClient } from '../../gateway/trust/ask-schema.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';

test('each question for a schema comes over a connection of its own, so that a balancer can lead it elsewhere', async () => {
  const connections: Socket[] = [];
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data: { _service: { sdl: `# ${connections.length}` } } }));
  });
  server.on('connection', (socket) => connections.push(socket));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const agency = { name: 'health', url: `http://127.0.0.1:${port}/graphql`, isAgency: true };
  const client = createSchemaClient({
    subgraphs: () => [agency],
    sessions: { sign: () => ({}), refused: () => false },
    guards: createSubgraphGuards({ limits: defaultLimits.subgraph }),
  });
  expect([await client.ask('health'), await client.ask('health')]).toEqual(['# 1', '# 2']);
  await client.close();
});
