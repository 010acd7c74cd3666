import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadClients } from '../../../gateway/identity/clients/load-clients.ts';
import { matchOperation } from '../../../gateway/identity/operations/match-operation.ts';
import { loadPolicy } from '../../../schema/policy/load-policy.ts';
import * as ofJustice from '../../../subgraphs/justice/learning/questions.ts';
import { askWhole, HubAway, type HubQuestion } from '../../../subgraphs/kit/hub/ask-hub.ts';
import { readHubAsker } from '../../../subgraphs/kit/hub/hub-settings.ts';
import * as ofPopulation from '../../../subgraphs/population/learning/questions.ts';

let folder: string;
let hub: Server;
let url: string;
let answer: readonly [status: number, body: string];
let heard: Readonly<Record<string, unknown>>[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokens-'));
  await writeFile(join(folder, 'office-1.jwt'), 'token-of-office-1\n');
  hub = createServer((request, response) => {
    heard.push({ path: request.url, ...request.headers });
    response.writeHead(answer[0], { 'content-type': 'application/json', location: '/x' }).end(answer[1]);
  });
  await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`;
});
beforeEach(() => {
  heard = [];
});
afterAll(async () => {
  await new Promise((resolve) => hub.close(resolve));
  await rm(folder, { recursive: true });
});

const question: HubQuestion = {
  query: '{ x }',
  variables: {},
  purpose: 'PD.UPDATE',
  organisation: 'office-1',
};
const asker = () => {
  const ask = readHubAsker({ HUB_URL: url, HUB_TOKENS: folder });
  if (!ask) throw new Error('no asker');
  return ask;
};

test('an agency asks with the token of its organisation, its purpose, its case and its reason', async () => {
  answer = [200, '{"data":{"x":1}}'];
  expect(await asker()({ ...question, caseName: 'case-1', reason: 'Luật' })).toEqual({
    data: { x: 1 },
    errors: [],
  });
  expect(heard).toMatchObject([
    {
      path: '/graphql',
      authorization: 'Bearer token-of-office-1',
      'hub-purpose': 'PD.UPDATE',
      'hub-case': 'case-1',
      'hub-reason': 'Lu%E1%BA%ADt',
    },
  ]);
});

test('what is missing in an answer is told by code and place, and an answer that lacks anything is not whole', async () => {
  const extensions = { code: 'SUBGRAPH_UNAVAILABLE' };
  answer = [
    200,
    JSON.stringify({ data: { x: null }, errors: [{ message: 'secret', path: ['x'], extensions }] }),
  ];
  const { errors } = await asker()(question);
  expect(errors).toEqual([{ code: 'SUBGRAPH_UNAVAILABLE', path: ['x'] }]);
  await expect(askWhole(asker(), question)).rejects.toThrow(new HubAway('SUBGRAPH_UNAVAILABLE'));
});

test.each([
  [
    'refuses',
    403,
    '{"errors":[{"message":"no","extensions":{"code":"CLIENT_SUSPENDED"}}]}',
    'CLIENT_SUSPENDED',
  ],
  ['says something of its own', 403, '{"errors":[{"extensions":{"code":"mother of x"}}]}', 'UNKNOWN'],
  ['gives no data', 500, '{}', 'HTTP_500'],
  ['gives no JSON', 502, '<html>', 'NO_ANSWER'],
  ['sends the token elsewhere', 307, '', 'NO_ANSWER'],
])('a hub that %s is away, and the reason is a code', async (_name, status, body, code) => {
  answer = [status, body];
  await expect(asker()(question)).rejects.toThrow(new HubAway(code));
  expect(heard).toHaveLength(1);
});

test('an organisation without a token asks nothing', async () => {
  for (const organisation of ['office-2', `../${basename(folder)}/office-1`, '']) {
    await expect(asker()({ ...question, organisation })).rejects.toThrow(new HubAway('NO_TOKEN'));
  }
  expect(heard).toEqual([]);
});

test.each([
  [{ HUB_URL: 'http://hub.example' }, 'HUB_URL must begin with https://'],
  [{ HUB_URL: 'https://hub.example/graphql' }, 'HUB_URL has a path'],
  [{ HUB_URL: 'https://hub.example' }, 'HUB_TOKENS is not set'],
])('the settings %j are refused with what to do', (settings, message) => {
  expect(() => readHubAsker(settings)).toThrow(message);
});

describe('the machines of the agencies', async () => {
  const { roles, purposes } = await loadPolicy();
  const clientFiles = join(import.meta.dirname, '../../../gateway/clients');
  const { clients } = await loadClients({ folder: clientFiles, vocabulary: { roles, purposes } });
  test.each([
    ['justice-recorder', [ofJustice.birthNoticeQuestion, ofJustice.deathNoticeQuestion]],
    ['population-recorder', [ofPopulation.birthQuestion, ofPopulation.deathQuestion]],
  ])('%s may ask what it asks, and nothing else', (id, asked) => {
    const operations = clients.get(id)?.operations;
    const names = asked.map((query) => matchOperation(operations, { query }, true).operation?.name);
    expect(new Set(names)).toEqual(new Set(Array.from(operations?.values() ?? [], ({ name }) => name)));
  });
});
