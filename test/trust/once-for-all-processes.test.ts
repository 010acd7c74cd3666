import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { population } from '../../subgraphs/population/subgraph.ts';
import { createGatewayKey, issuer, listen, send } from './signed-subgraph.ts';

const main = new URL('../../subgraphs/population/main.ts', import.meta.url).pathname;
const folder = await mkdtemp(join(tmpdir(), 'once-'));
const key = await createGatewayKey();
const jwks = join(folder, 'jwks.json');
await writeFile(jwks, JSON.stringify(key.jwks));

const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

/** A process of the agency; all of them share one store. @returns its address */
async function startProcess(): Promise<string> {
  const env = {
    STORE_URI: `file:${join(folder, 'population.db')}`,
    CONTEXT_JWKS: jwks,
    CONTEXT_ISSUERS: issuer,
    CURSOR_SECRET: 'a secret of the test',
  };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return line.slice(line.indexOf('http'));
}

const change = JSON.stringify({
  query: 'mutation ($input: EndRelationInput!) { endRelation(input: $input) { __typename } }',
  variables: {
    input: {
      key: '6f1d2a0e-4b1e-4a5f-9c3a-0d9b8e7f6a51',
      citizen: 'someone',
      kind: 'CHILD',
      relative: 'other',
      endedOn: '2026-01-01',
      reason: 'A test.',
    },
  },
});

test('a change is asked for once, at whichever process of the agency its call arrives', async () => {
  const urls = await Promise.all([startProcess(), startProcess()]);
  const sendTo = async (context: string, to: readonly string[] = urls) =>
    (await Promise.all(to.map((url) => send(url, change, context)))).map(({ status }) => status).toSorted();
  // At the same time, and one after the other.
  for (let times = 0; times < 5; times++) expect(await sendTo(await key.forge(change))).toEqual([200, 401]);
  const context = await key.forge(change);
  expect(await sendTo(context, urls.slice(0, 1))).toEqual([200]);
  expect(await sendTo(context, urls.slice(1))).toEqual([401]);
  // What is refused for its classification is used up as well: no other process may have it.
  const elsewhere = await key.forge(change, { classifications: ['another'] });
  expect(await sendTo(elsewhere, urls.slice(0, 1))).toEqual([412]);
  expect(await sendTo(elsewhere, urls.slice(1))).toEqual([401]);
});

/** Population with an endpoint, twice over one store: each time with a memory of its own. */
async function listenTwice() {
  let taken = 0;
  const endpoint = {
    path: 'files',
    bodyLimit: 100,
    answer: async () => ({ status: 200, body: { at: ++taken } }),
  };
  const taking = { ...population, endpoints: async () => [endpoint] };
  const store = await openStore({ uri: 'memory:' });
  const [first, second] = await Promise.all([listen(taking, store, key), listen(taking, store, key)]);
  return {
    store,
    first,
    second,
    filesTaken: () => taken,
    async close() {
      await Promise.all([first.close(), second.close()]);
      await store.close();
    },
  };
}

test('and so is what it takes in beside GraphQL', async () => {
  const { first, second, filesTaken, close } = await listenTwice();
  const context = await key.forge('a file');
  const sendTo = (url: string) => send(new URL('files', url).href, 'a file', context);
  expect([(await sendTo(first.url)).status, (await sendTo(second.url)).status]).toEqual([200, 401]);
  expect(filesTaken()).toBe(1);
  await close();
});

test('nothing is changed where that cannot be noted, and what only reads is not noted', async () => {
  const { store, first, second, close } = await listenTwice();
  const question = JSON.stringify({ query: '{ __typename }' });
  const context = await key.forge(question);
  expect((await send(first.url, question, context)).status).toBe(200);
  expect((await send(second.url, question, context)).status).toBe(200);
  await store.close();
  expect(await send(first.url, change, await key.forge(change))).toMatchObject({
    status: 503,
    errors: [{ code: 'SOURCE_UNAVAILABLE' }],
  });
  expect((await send(first.url, question, await key.forge(question))).status).toBe(200);
  await close();
});
