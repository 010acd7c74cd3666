import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeLibrary } from '../bench/neutral/compare-neutral.ts';
import { median } from '../bench/median.ts';
import { neutralQuestions } from '../bench/neutral/neutral-questions.ts';
import type { NeutralSetup } from '../bench/neutral/neutral-setup.ts';
import { runMeasured, type MeasuredProcess } from '../bench/run-measured.ts';
import { sendLoad, sendOne } from '../bench/send-load.ts';
import { headersOf } from '../scenario/running-hub.ts';

let behind: MeasuredProcess<Readonly<Record<string, string>>>;
let front: MeasuredProcess<{ readonly url: string }>;
let log: string;

beforeAll(async () => {
  log = await mkdtemp(join(tmpdir(), 'gone-at-once-'));
  behind = await runMeasured('neutral-subgraphs', {}, { core: 1 });
  const setup: NeutralSetup = { gateway: 'logged', supergraphSdl: composeLibrary(behind.ready), log };
  front = await runMeasured('neutral-gateway', setup, { core: 0 });
});

afterAll(async () => {
  await Promise.all([front.stop(), behind.stop()]);
  await rm(log, { recursive: true });
});

test('what belongs to a request is gone at the next small collection: hardly anything of it grows old', async () => {
  const request = {
    headers: { 'content-type': 'application/json', ...(await headersOf({ persona: 'population-officer' })) },
    body: JSON.stringify({ query: neutralQuestions['neutral, small'] }),
  };
  const { url } = front.ready;
  const expected = await sendOne(url, request);
  expect(JSON.parse(expected)).toMatchObject({ data: { me: { loans: expect.anything() } } });
  const ask = (count: number) => sendLoad({ url, requestAt: () => request, count, connections: 2, expected });
  // What is kept, and what V8 makes of code that runs often, is there by then.
  await ask(1_000);
  const grown: number[] = [];
  for (let { old } = await front.usage(); grown.length < 3;) {
    await ask(400);
    const now = (await front.usage()).old;
    grown.push((now - old) / 400);
    old = now;
  }
  // Some 100 bytes each: the log's tree grows. A great collection may come in one of the three.
  expect(median(grown)).toBeLessThan(500);
});
