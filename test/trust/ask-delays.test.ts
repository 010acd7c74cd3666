import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSubgraphGuards } from '../../gateway/federation/resilience/guard-subgraphs.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';
import { createDelaysClient, type DelaysCheck } from '../../gateway/trust/ask-delays.ts';
import { accessContext } from '../../gateway/trust/access-context.ts';
import { anonymousFacts } from '../../gateway/access/access-facts.ts';

const row = { facility: '01001', papers: 3, latePapers: 1 };
const report = { policyVersion: 'v', classification: 'c', disclosures: [], denials: [] };
const health = createServer((_request, response) => {
  const answer = { data: { facilityDelays: [row] }, extensions: { access: report } };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
});
beforeAll(async () => {
  await once(health.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => health.close());

async function askWith(check: DelaysCheck) {
  const { port } = health.address() as AddressInfo;
  const client = createDelaysClient(
    {
      subgraphs: () => [{ name: 'health', url: `http://127.0.0.1:${port}/graphql`, isAgency: true }],
      sessions: { sign: () => ({}), refused: () => false },
      guards: createSubgraphGuards({ limits: defaultLimits.subgraph }),
    },
    check,
  );
  const facts = anonymousFacts('2026-11-26');
  const period = { from: '2026-09-01', to: '2026-11-26' };
  const told = await client.ask(accessContext(facts, 'v', {}), { requestId: 'r', facts }, period);
  await client.close();
  return told;
}

test('how late facilities were is told where the answer of Health may be used, as any other answer', async () => {
  const checked: unknown[] = [];
  const told = await askWith(async (subgraph, { data, access }, { facts }) => {
    checked.push([subgraph, data, access, facts?.role]);
    return undefined;
  });
  expect(told).toEqual([row]);
  expect(checked).toEqual([['health', { facilityDelays: [row] }, report, anonymousFacts('2026-11-26').role]]);
});

test('and is unknown where it may not', async () => {
  expect(await askWith(async () => 'classifies its data less strictly than the graph')).toBeUndefined();
});
