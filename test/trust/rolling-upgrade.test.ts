import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { createFederation } from '../../gateway/federation/create-federation.ts';
import { createSubgraphGuards } from '../../gateway/federation/resilience/guard-subgraphs.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';
import { Asker } from '../../gateway/trust/asker.ts';
import { createReplyChecks } from '../../gateway/trust/check-reply.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { agencyLink } from '../federation/agency-link.ts';
import { composeGraph, serveGateway } from '../federation/start-graph.ts';
import { createGatewayKey, listen } from './signed-subgraph.ts';

const publicly = '@data(category: PUBLIC)';
const typeDefs = `${agencyLink.replace('v2.9', 'v2.12')}
  "Asks." type Query { "Which." rank: Int ${publicly} }
  "Changes." type Mutation { "Once." promote: Int ${publicly} }`;
const upgraded = `${typeDefs} "More." type More { "It." more: Int ${publicly} }`;

const key = await createGatewayKey();

/** Starts a process of the agency. */
async function startProcess(sdl: string, promoted: () => number) {
  const folder = await mkdtemp(join(tmpdir(), 'rolling-'));
  const file = join(folder, 'army.graphql');
  await writeFile(file, sdl);
  const store = await openStore({ uri: 'memory:' });
  const resolvers = { Query: { rank: () => 1 }, Mutation: { promote: promoted } };
  const army = { name: 'army', schema: pathToFileURL(file), resolvers, open: async () => () => ({}) };
  const running = await listen(army, store, key);
  onTestFinished(async () => {
    await running.close();
    await store.close();
    await rm(folder, { recursive: true });
  });
  return running.url;
}

/** Puts two processes behind one address: every tenth call goes to the new one. */
async function balance(old: string, young: string): Promise<string> {
  let calls = 0;
  const server = createServer(async (request, response) => {
    const to = calls++ % 10 === 9 ? young : old;
    const { 'hub-context': context = '', 'content-type': type = '' } = request.headers;
    const headers = { 'hub-context': String(context), 'content-type': type };
    const answer = await fetch(to, { method: 'POST', headers, body: new Uint8Array(await buffer(request)) });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(await answer.text());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

test('while few processes of an agency have a new schema, one change at most is not made', async () => {
  let promotions = 0;
  const promote = () => ++promotions;
  const url = await balance(await startProcess(typeDefs, promote), await startProcess(upgraded, promote));
  const guards = createSubgraphGuards({ limits: defaultLimits.subgraph });
  const sign = key.sign;
  const sessions = { sign, refused: () => false };
  const checks = createReplyChecks({
    policy: await loadPolicy(),
    agencies: { subgraphs: () => [{ name: 'army', url, isAgency: true }], sessions, guards },
    heard: () => undefined,
    alarm: () => undefined,
  });
  onTestFinished(() => checks.close());
  const ask = await serveGateway(
    createFederation<unknown>({
      supergraphSdl: composeGraph({ army: { typeDefs } }, () => url),
      headersFor: ({ subgraph, body, classifications }) =>
        sign({ subgraph, body, asker: new Asker('request'), classifications }),
      refuses: async (subgraph, reply, _context, graph) => checks.reply(subgraph, reply, {}, graph),
      changes: checks.changes,
    }),
  );
  const codes: unknown[] = [];
  for (let times = 0; times < 60; times++) {
    const { errors = [] } = await ask('mutation { promote }');
    codes.push(...errors.map(({ extensions }) => extensions?.['code']));
  }
  expect([codes, promotions]).toEqual([['SUBGRAPH_UNAVAILABLE'], 59]);
});
