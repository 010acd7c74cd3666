import { expect, test } from 'vitest';
import { medicalDocuments } from '../../../subgraphs/health/collections.ts';
import { health } from '../../../subgraphs/health/subgraph.ts';
import { summariseDelays } from '../../../subgraphs/health/promptness/summarise-delays.ts';
import { openSubgraph } from '../execute.ts';
import { paper as paperOf } from './records.ts';

const minutes = (count: number) => count * 60_000;
const paper = (id: string, delay: number) => ({ id, dueAt: minutes(100), receivedAt: minutes(100) + delay });

test('papers are counted, and the late ones named, worst first', () => {
  const papers = [
    paper('a', minutes(5)),
    paper('b', minutes(90)),
    paper('c', 1),
    paper('d', 0),
    paper('f', -1),
    paper('e', minutes(30)),
  ];
  expect(summariseDelays(papers)).toEqual({
    papers: 6,
    late: [
      { id: 'b', delayMinutes: 90 },
      { id: 'e', delayMinutes: 30 },
      { id: 'a', delayMinutes: 5 },
      { id: 'c', delayMinutes: 1 },
    ],
    medianDelayMinutes: 17,
    worstDelayMinutes: 90,
  });
});

test('the median of two is between them; of none there is none', () => {
  expect(summariseDelays([paper('a', minutes(1)), paper('b', minutes(4))]).medianDelayMinutes).toBe(2);
  expect(summariseDelays([paper('a', 0)])).toMatchObject({
    medianDelayMinutes: null,
    worstDelayMinutes: null,
  });
});

const question = `query ($facility: String!, $from: Date!, $to: Date!, $kind: DocumentKind) {
  facilityPromptness(facility: $facility, from: $from, to: $to, kind: $kind) {
    facility from to papers latePapers medianDelayMinutes worstDelayMinutes worst { id delayMinutes }
  }
}`;
const july = { facility: '00001', from: '2026-07-01', to: '2026-07-31' };

/** A notice that was signed on a Wednesday at 9 in Vietnam, so that it was due at 14. */
function notice(id: string, receivedAt: string, given = {}) {
  const signature = { status: 'VALID', signer: 'x', signedAt: '2026-07-15T02:00:00Z' } as const;
  return paperOf('MEDICAL_BIRTH_NOTICE', id, {
    citizenId: 'mother',
    code: id,
    issuedOn: '2026-07-15',
    issuer: { code: '00001', name: 'x' },
    signature,
    receivedAt,
    ...given,
  });
}

test('a facility is told of what arrived in the period, by the days of Vietnam', async () => {
  const open = await openSubgraph(health);
  await open.put(
    medicalDocuments,
    notice('in-time', '2026-07-15T07:00:00Z'),
    notice('late', '2026-07-15T07:40:00Z'),
    notice('on-the-last-day', '2026-07-31T16:59:59Z'),
    notice('in-august', '2026-07-31T17:00:00Z'),
    notice('elsewhere', '2026-07-15T07:40:00Z', { issuer: { code: '00002', name: 'x' } }),
  );
  const { data } = await open.run(question, july);
  expect(data).toMatchObject({
    facilityPromptness: {
      ...july,
      papers: 3,
      latePapers: 2,
      worst: [{ id: 'on-the-last-day' }, { id: 'late', delayMinutes: 40 }],
    },
  });
  const discharge = await open.run(question, { ...july, kind: 'DISCHARGE_PAPER' });
  expect(discharge.data).toMatchObject({ facilityPromptness: { papers: 0, latePapers: 0, worst: [] } });
});

test.each([
  ['a period that ends before it begins', '2026-06-30'],
  ['a period of more than a quarter', '2026-10-01'],
])('%s is refused', async (_what, to) => {
  const open = await openSubgraph(health);
  expect((await open.run(question, { ...july, to })).codes).toEqual(['BAD_USER_INPUT']);
});

const delays = `query ($from: Date!, $to: Date!, $first: Int, $after: String) {
  facilityDelays(from: $from, to: $to, first: $first, after: $after) { facility papers latePapers worstDelayMinutes }
}`;

test('every facility is told with its numbers, by code and page by page, the silent ones too', async () => {
  const open = await openSubgraph(health);
  const of = (code: string) => ({ issuer: { code, name: 'x' } });
  await open.put(
    medicalDocuments,
    notice('late', '2026-07-15T07:40:00Z'),
    notice('in-time', '2026-07-15T07:00:00Z', of('00002')),
    notice('in-time-too', '2026-07-15T07:00:00Z', of('00002')),
    notice('long-ago', '2026-05-15T07:00:00Z', of('00003')),
  );
  const period = { from: july.from, to: july.to };
  const page = async (first: number, after?: string) =>
    (await open.run(delays, { ...period, first, after })).data;
  const all = [
    { facility: '00001', papers: 1, latePapers: 1, worstDelayMinutes: 40 },
    { facility: '00002', papers: 2, latePapers: 0, worstDelayMinutes: null },
    { facility: '00003', papers: 0, latePapers: 0, worstDelayMinutes: null },
  ];
  expect([await page(100), await page(2), await page(2, '00002'), await page(2, '00003')]).toMatchObject(
    [all, all.slice(0, 2), all.slice(2), []].map((rows) => ({ facilityDelays: rows })),
  );
  expect((await open.run(delays, { ...period, first: 101 })).codes).toEqual(['BAD_USER_INPUT']);
  expect((await open.run(delays, { ...period, to: '2026-06-30' })).codes).toEqual(['BAD_USER_INPUT']);
});
