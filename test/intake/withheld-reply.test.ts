import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { anonymousFacts } from '../../gateway/access/access-facts.ts';
import { createSubgraphGuards } from '../../gateway/federation/resilience/guard-subgraphs.ts';
import { createDeliverer, type DeliveryOptions } from '../../gateway/intake/deliver-file.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';
import type { DisclosureLog } from '../../gateway/log/disclosure-log.ts';
import { memoryLog } from '../../gateway/log/memory-log.ts';
import { largestIntake } from '../../schema/intake.ts';
import { serverBounds } from '../../subgraphs/kit/http/create-server.ts';

const subject = 'AAAAAAAAAAAAAAAAAAAAAA';
const access = {
  policyVersion: 'another',
  disclosures: [{ subjects: [subject], relation: 'OWN_RECORD', full: ['DischargePaper.status'] }],
};
const about = (id: string) => ({ disclosures: [{ ...access.disclosures[0], subjects: [id] }] });
const kept = { status: 200, answer: { kept: true }, access, unsettled: [] as object[] };
/** Of each file, how long it is waited for. */
const until = performance.now() + 60_000;
let sent = 0;
let first: object = kept;
/** An agency that keeps every file; and who bears numbers. What was identified is answered by its own name. */
const agency = createServer(async (request, response) => {
  sent += 1;
  if (request.url === '/bearers') return void response.end(JSON.stringify({ citizens: {} }));
  if (request.url !== '/intake/withdrawals/identified') return void response.end(JSON.stringify(first));
  const { file } = JSON.parse(await text(request)) as { file: string };
  const identified = { status: 200, answer: { file }, access: about(file), unsettled: [] };
  response.end(JSON.stringify(file === 'lost' ? {} : identified));
});
beforeAll(async () => {
  await once(agency.listen(0, '127.0.0.1'), 'listening');
});
beforeEach(() => {
  sent = 0;
  first = kept;
});
afterAll(() => agency.close());

function openDeliverer(options: Partial<DeliveryOptions>) {
  const { port } = agency.address() as AddressInfo;
  return createDeliverer({
    subgraphs: () =>
      ['health', 'population'].map((name) => ({
        name,
        url: `http://127.0.0.1:${port}/graphql`,
        isAgency: true,
      })),
    guards: createSubgraphGuards({ limits: defaultLimits.subgraph }),
    sessions: { signChange: () => ({}) },
    policyVersion: () => 'ours',
    policiesFor: () => ({ under: () => [], against: () => [] }),
    refuses: () => undefined,
    log: memoryLog(),
    onFault: () => undefined,
    ...options,
  });
}

const file = {
  path: 'withdrawals',
  body: Buffer.from('{}'),
  contentType: 'application/json',
  facts: anonymousFacts('2026-11-26'),
  requestId: 'r',
  until,
} as const;

async function deliver(options: Partial<Pick<DeliveryOptions, 'refuses' | 'log'>>) {
  const deliverer = openDeliverer(options);
  try {
    return await deliverer.deliver(file);
  } finally {
    await deliverer.close();
  }
}

test('of a file that is kept and whose answer may not be used the record says whom it was about', async () => {
  const log = memoryLog();
  const delivery = deliver({ log, refuses: () => 'disclosed by another policy what this gateway denies' });
  await expect(delivery).rejects.toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
  expect(log.entries().map(({ disclosures }) => disclosures)).toEqual([
    [
      {
        subgraph: 'health',
        policyVersion: 'another',
        subjects: [subject],
        relation: 'OWN_RECORD',
        denied: ['DischargePaper.status'],
      },
    ],
  ]);
});

test('the sender of a file is answered about that file, and all who were told of on the way are recorded', async () => {
  const unsettled = [
    { file: 'a-file-that-is-older', numbers: [], isOlder: true },
    { file: 'lost', numbers: [], isOlder: true },
  ];
  first = { ...kept, access: about(subject), unsettled };
  const log = memoryLog();
  const subjects = () => log.entries().map((entry) => entry.disclosures.flatMap((each) => each.subjects));
  expect(await deliver({ log })).toEqual({ status: 200, answer: kept.answer });
  expect(subjects()).toEqual([[subject, 'a-file-that-is-older']]);
  first = { ...kept, unsettled: [{ file: 'the-file-itself', numbers: [] }, ...unsettled] };
  expect(await deliver({ log })).toEqual({ status: 200, answer: { file: 'the-file-itself' } });
  expect(subjects()[1]).toEqual(['the-file-itself', 'a-file-that-is-older']);
});

test('what is told of a file that was settled, and may not be used, is recorded', async () => {
  first = { ...kept, unsettled: [{ file: 'the-file-itself', numbers: [] }] };
  const log = memoryLog();
  const refuses = (_agency: string, { data }: { readonly data: object }) =>
    'file' in data ? 'disclosed by another policy' : undefined;
  expect(await deliver({ log, refuses })).toEqual({ status: 200, answer: kept.answer });
  expect(log.entries()[0]?.disclosures.map(({ subjects, full, denied }) => [subjects, full, denied])).toEqual(
    [
      [[subject], ['DischargePaper.status'], undefined],
      [['the-file-itself'], undefined, ['DischargePaper.status']],
    ],
  );
});

test.each([101, 99, 600, 200.5, '200'])(
  'a reply that says %s for a status is none, and the file may be kept',
  async (status) => {
    first = { ...kept, status };
    const log = memoryLog();
    await expect(deliver({ log })).rejects.toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
    expect(log.entries()).toHaveLength(1);
  },
);

test('no file is handed on where its answer could not be recorded', async () => {
  const check = async () => Promise.reject(new Error('the disk is full'));
  const delivery = deliver({ log: { ...memoryLog(), check } });
  await expect(delivery).rejects.toMatchObject({ extensions: { code: 'LOG_UNAVAILABLE' } });
  expect(sent).toBe(0);
  expect(await deliver({})).toEqual({ status: 200, answer: { kept: true } });
  expect(sent).toBe(1);
});

test('no sender waits for the log longer than for an answer', async () => {
  const waits: (number | undefined)[] = [];
  const log: DisclosureLog = {
    ...memoryLog(),
    append: async (_, until) => void waits.push(until),
    check: async (until) => void waits.push(until),
  };
  await deliver({ log });
  expect(waits).toEqual([until, until]);
});

test('an agency is handed no more files at once than it has room for', async () => {
  const limits = { ...defaultLimits.subgraph, queued: 0 };
  const deliverer = openDeliverer({ guards: createSubgraphGuards({ limits }) });
  const most = Math.floor(serverBounds.allBodies / largestIntake);
  const all = Array.from({ length: most + 1 }, () => deliverer.deliver(file));
  const outcomes = (await Promise.allSettled(all)).map(({ status }) => status);
  expect(outcomes).toEqual([...Array.from({ length: most }, () => 'fulfilled'), 'rejected']);
  await deliverer.close();
});
