import { afterAll, beforeAll, expect, test } from 'vitest';
import { askers, expectNoValue, ofPerson, startKnownHub } from '../access/hub/known-hub.ts';
import { knownPerson } from '../access/matrix/known-person.ts';
import { memoryLog } from '../../gateway/log/memory-log.ts';
import type { HubUnderTest } from '../scenario/running-hub.ts';

const log = memoryLog();
let isFull = false;
let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startKnownHub({
    log: {
      ...log,
      append: async (entry) => {
        if (isFull) throw new Error('no space left');
        await log.append(entry);
      },
    },
  });
});
afterAll(() => hub.stop());

const { officer, themself, auditor } = askers;

async function readMetrics(): Promise<string> {
  const response = await fetch(`${hub.hub.url}/metrics`);
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ]);
  return response.text();
}

/** The value of a series, 0 where there is none. */
async function valueOf(series: string): Promise<number> {
  const line = (await readMetrics()).split('\n').find((each) => each.startsWith(`${series} `));
  return Number(line?.slice(series.length + 1) ?? 0);
}

/** By how much a series grows while something is done. */
async function growth(series: string, act: () => Promise<unknown>): Promise<number> {
  const before = await valueOf(series);
  await act();
  return (await valueOf(series)) - before;
}

const name = `{ ${ofPerson('fullName')} }`;

test.each([
  ['an answer by purpose', 'hub_answers_total{kind="query",purpose="DS.SELF.VIEW",outcome="ANSWERED"}', 1],
  ['whom it discloses', 'hub_disclosed_subjects_total{subgraph="population",relation="SELF"}', 1],
  ['the fetch', 'hub_fetch_duration_seconds_count{subgraph="population",outcome="OK"}', 1],
  ['the entry', 'hub_log_append_duration_seconds_count{outcome="OK"}', 1],
  [
    'the HTTP answer',
    'http_server_request_duration_seconds_count{http_route="/graphql",http_response_status_code="200"}',
    1,
  ],
])('counts %s', async (_what, series, by) => {
  expect(await growth(series, () => hub.ask(name, {}, themself))).toBe(by);
});

test('counts what is denied, by reason', async () => {
  const ask = () => hub.ask(`{ ${ofPerson('id bloodType')} }`, {}, officer);
  expect(await growth('hub_denials_total{reason="NOT_GRANTED"}', ask)).toBe(1);
});

test('counts requests that are refused at the door or behind it, and entries that could not be written', async () => {
  const refused = () => hub.ask(name, {}, { ...officer, purpose: 'AU.REVIEW' });
  expect(await growth('hub_refusals_total{code="PURPOSE_NOT_ALLOWED"}', refused)).toBe(1);
  const guessed = () => hub.ask('{ nobodyHasThis }', {}, officer);
  expect(await growth('hub_refusals_total{code="GRAPHQL_VALIDATION_FAILED"}', guessed)).toBe(1);
  isFull = true;
  try {
    const failed = await growth('hub_log_append_duration_seconds_count{outcome="FAILED"}', () =>
      hub.ask(name, {}, themself),
    );
    expect(failed).toBe(1);
  } finally {
    isFull = false;
  }
});

test('a path that nobody serves makes no series of its own', async () => {
  const series =
    'http_server_request_duration_seconds_count{http_route="none",http_response_status_code="404"}';
  expect(await growth(series, () => fetch(`${hub.hub.url}/citizens/${knownPerson.id}`))).toBe(1);
});

test('tells how the process does', async () => {
  expect(await valueOf('process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
  expect(await readMetrics()).toContain('nodejs_eventloop_lag_p99_seconds');
});

test('holds nothing of anybody, whoever asked for what', async () => {
  for (const asker of Object.values(askers)) await hub.ask(`{ ${ofPerson('id fullName')} }`, {}, asker);
  await hub.ask(`query ${knownPerson.id.replaceAll('-', '_')} ${name}`, {}, auditor);
  const text = await readMetrics();
  expectNoValue(text);
  for (const id of [knownPerson.id, knownPerson.claim, knownPerson.spouse, knownPerson.office]) {
    expect(text).not.toContain(id);
  }
  expect(text).not.toMatch(/dev-|vss-benefits|Query/);
});
