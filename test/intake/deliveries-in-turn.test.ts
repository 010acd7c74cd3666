import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { anonymousFacts } from '../../gateway/access/access-facts.ts';
import { createSubgraphGuards } from '../../gateway/federation/resilience/guard-subgraphs.ts';
import { createDeliverer, type Deliverer } from '../../gateway/intake/deliver-file.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';
import { memoryLog } from '../../gateway/log/memory-log.ts';
import { largestIntake } from '../../schema/intake.ts';
import { serverBounds } from '../../subgraphs/kit/http/create-server.ts';

/** Files that an agency is handed at once. */
const most = Math.floor(serverBounds.allBodies / largestIntake);
const kept = JSON.stringify({ status: 200, answer: {}, access: { disclosures: [] }, unsettled: [] });

/** Files as they came to the agency, which answers none of them by itself. */
let came: string[] = [];
let open: ServerResponse[] = [];
/** Files as they were signed. */
let signed: string[] = [];
const agency = createServer(async (request, response) => {
  came.push(await text(request));
  open.push(response);
});
let deliverer: Deliverer;

beforeEach(async () => {
  [came, open, signed] = [[], [], []];
  await once(agency.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(agency.address() as AddressInfo).port}/graphql`;
  deliverer = createDeliverer({
    subgraphs: () => [{ name: 'health', url, isAgency: true }],
    guards: createSubgraphGuards({ limits: defaultLimits.subgraph }),
    sessions: {
      signChange({ body }) {
        const name = Buffer.from(body).toString();
        if (name === 'unsigned') throw new Error('there is no key');
        signed.push(name);
        return {};
      },
    },
    policyVersion: () => 'ours',
    policiesFor: () => ({ under: () => [], against: () => [] }),
    refuses: () => undefined,
    log: memoryLog(),
    onFault: () => undefined,
  });
});
afterEach(async () => {
  await deliverer.close();
  agency.closeAllConnections();
  await new Promise((done) => agency.close(done));
});

function deliver(organisation: string, name: string, until?: number, bytes = name.length) {
  return deliverer.deliver({
    path: 'withdrawals',
    body: Buffer.from(name.padEnd(bytes)),
    contentType: 'application/json',
    facts: { ...anonymousFacts('2026-11-26'), organisation },
    requestId: 'r',
    until,
  });
}

/** Hands over as many files of one hospital as the agency takes, and more. */
async function fill(more: number): Promise<readonly Promise<unknown>[]> {
  const files = Array.from({ length: most + more }, (_, i) => deliver('greedy', `greedy ${i}`));
  await expect.poll(() => came.length).toBe(most);
  return files;
}

/** The agency answers one file after the other, each once the next one has come. */
async function answerAll(files: number): Promise<void> {
  for (let answered = 0; answered < files; answered++) {
    await expect.poll(() => came.length).toBe(Math.min(files, most + answered));
    open[answered]?.end(kept);
  }
}

test('a file that waits for its turn is signed as it leaves, and not before', async () => {
  const files = await fill(2);
  expect(signed.toSorted()).toEqual(came.toSorted());
  await answerAll(most + 2);
  await Promise.all(files);
  expect(signed).toHaveLength(most + 2);
});

test('the many files of one hospital keep the one of another back by one of them', async () => {
  const files = [...(await fill(4)), deliver('modest', 'modest')];
  await answerAll(most + 5);
  await Promise.all(files);
  const next = ['greedy', 'modest', 'greedy', 'greedy', 'greedy'];
  expect(came.slice(most).map((name) => name.split(' ')[0])).toEqual(next);
});

test('a file that cannot be signed takes no place of another', async () => {
  const unsigned = Array.from({ length: most }, () => deliver('modest', 'unsigned'));
  const outcomes = (await Promise.allSettled(unsigned)).map(({ status }) => status);
  expect(new Set(outcomes)).toEqual(new Set(['rejected']));
  const files = await fill(0);
  await answerAll(most);
  await Promise.all(files);
});

test('no file waits for its turn longer than its sender for an answer, and then it goes to nobody', async () => {
  const files = await fill(0);
  const late = deliver('modest', 'late', performance.now() + 20);
  await expect(late).rejects.toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
  await answerAll(most);
  await Promise.all(files);
  expect([signed.includes('late'), came.includes('late')]).toEqual([false, false]);
});

test('files that wait for their turn have a bound: whoever has most of them is told to come again', async () => {
  const files = await fill(0);
  const large = Array.from({ length: most + 1 }, (_, i) =>
    deliver('greedy', `large ${i}`, undefined, largestIntake),
  );
  await expect(large.at(-1)).rejects.toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
  const modest = deliver('modest', 'modest');
  await answerAll(2 * most + 1);
  await Promise.all([...files, ...large.slice(0, -1), modest]);
});

test('a file for which an agency has no room beside what others send it is signed and sent again, and keeps its turn', async () => {
  const files = await fill(1);
  for (let times = 1; times <= 2; times++) {
    open.at(-1)?.writeHead(429).end();
    await expect.poll(() => came.length, { timeout: 5_000 }).toBe(most + times);
    expect(came.at(-1)).toBe(came[most - 1]);
  }
  expect(signed.toSorted()).toEqual(came.toSorted());
  open.splice(most - 1, 2);
  came.splice(most - 1, 2);
  await answerAll(most + 1);
  await Promise.all(files);
});

test('and no longer than its sender waits for an answer', async () => {
  const file = deliver('modest', 'modest', performance.now() + 400);
  await expect.poll(() => open.length).toBe(1);
  open[0]?.writeHead(429).end();
  await expect(file).rejects.toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
  expect(came).toHaveLength(1);
});
