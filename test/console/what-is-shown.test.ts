import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { leadsToRoot, readHead } from '../../gateway/console/browser/parts/leads-to-root.ts';
import { countByDay } from '../../gateway/console/browser/auditor/count-by-day.ts';
import { accessMatrix } from '../../gateway/console/browser/auditor/matrix-cells.ts';
import { roleNames } from '../../gateway/console/browser/auditor/role-names.ts';
import { fieldsByOwner, withoutFrames } from '../../gateway/console/browser/citizen/seen-fields.ts';
import { whyEmpty } from '../../gateway/console/browser/graph/refusals.ts';
import { agencyStates } from '../../gateway/console/browser/status/agency-states.ts';
import { readMetrics, refusalsOf, trafficOf } from '../../gateway/console/browser/status/read-metrics.ts';
import { citeLaw } from '../../gateway/console/browser/words/cite-law.ts';
import { formatDay, formatShare, formatTime } from '../../gateway/console/browser/words/format.ts';
import { codesEn } from '../../gateway/console/browser/words/codes-en.ts';
import { codesVi } from '../../gateway/console/browser/words/codes-vi.ts';
import { openKeptLog } from '../../gateway/start/open-log.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { startKnownHub, askers } from '../access/hub/known-hub.ts';

describe('why a field is empty', () => {
  const refused = {
    message: 'State the reason.',
    extensions: {
      code: 'UNAUTHORIZED_FIELD_OR_TYPE',
      coordinate: 'Paper.text',
      affectedPath: 'me.papers.nodes.text',
    },
  };
  const failed = {
    message: 'An agency failed.',
    path: ['me', 'insurance'],
    extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
  };

  test('is what the hub says of it', () => {
    expect(whyEmpty([failed, refused], 'Paper.text', 'me.papers.nodes.text')).toEqual({
      kind: 'refused',
      message: 'State the reason.',
    });
  });

  test('is that its agency is away, for all that stands below', () => {
    const why = { kind: 'failed', message: 'An agency failed.' };
    expect(whyEmpty([failed], 'InsuredPerson.siNumber', 'me.insurance.siNumber')).toEqual(why);
    expect(
      whyEmpty([{ ...failed, path: ['me', 'papers', 0, 'issuer'] }], 'Issuer.name', 'me.papers.issuer.name'),
    ).toEqual(why);
  });

  test('is that nothing is recorded where nobody says otherwise', () => {
    expect(whyEmpty([failed, refused], 'Citizen.bloodType', 'me.bloodType')).toEqual({
      kind: 'not-recorded',
    });
    expect(whyEmpty([failed], 'Citizen.insuranceNote', 'me.insuranceNote')).toEqual({ kind: 'not-recorded' });
  });
});

describe('the matrix', () => {
  const field = (coordinate: string, categories: readonly string[], roles: readonly string[]) => ({
    coordinate,
    label: { vi: coordinate, en: coordinate },
    categories,
    derived: false,
    roles,
    purposes: [],
    shown: 0,
    refused: 0,
  });
  const { roles, rows } = accessMatrix(
    [
      field('A.name', ['IDENTITY'], ['CITIZEN', 'AUDITOR']),
      field('A.both', ['IDENTITY', 'LEAVE'], ['CITIZEN']),
      field('A.id', ['PUBLIC'], ['EMPLOYER_HR']),
    ],
    ['PUBLIC', 'LEAVE', 'IDENTITY', 'BANK'],
  );

  test('counts a field under each of its categories, in the order of the law', () => {
    const counts = rows.map(({ category, cells }) => [
      category,
      ...cells.map(({ role, open, fields }) => `${role} ${open.length}/${fields.length}`),
    ]);
    expect(counts).toEqual([
      ['LEAVE', 'AUDITOR 0/1', 'CITIZEN 1/1'],
      ['IDENTITY', 'AUDITOR 1/2', 'CITIZEN 2/2'],
    ]);
  });

  test('leaves out what is public, and who sees nothing else', () => {
    expect(roles).toEqual(['AUDITOR', 'CITIZEN']);
  });

  test('asks about every purpose that there is when a cell is opened', async () => {
    const file = new URL(
      '../../gateway/clients/operations/console/decision-of-role.graphql',
      import.meta.url,
    );
    const asked = Array.from(
      (await readFile(file, 'utf8')).matchAll(/purpose: "([^"]+)"/g),
      ([, code]) => code,
    );
    expect(asked.toSorted()).toEqual([...(await loadPolicy()).purposes.keys()].toSorted());
  });
});

test('accesses are counted on the day that it was in Vietnam, and no day is left out between', () => {
  const counted = countByDay([
    { at: '2026-11-26T18:00:00Z', outcome: 'ANSWERED' },
    { at: '2026-11-24T01:00:00Z', outcome: 'REFUSED_IN_PART' },
    { at: '2026-11-24T02:00:00Z', outcome: 'ANSWERED' },
  ]);
  expect(counted).toEqual([
    { day: '2026-11-24', answered: 1, refused: 1 },
    { day: '2026-11-25', answered: 0, refused: 0 },
    { day: '2026-11-26', answered: 0, refused: 0 },
    { day: '2026-11-27', answered: 1, refused: 0 },
  ]);
  expect(countByDay([])).toEqual([]);
});

test('frames of lists are not told as data, unless they were refused', () => {
  const seen = (coordinate: string, outcome: string, owners: readonly string[]) => ({
    coordinate,
    outcome,
    owners,
    vi: coordinate,
    en: coordinate,
  });
  const fields = withoutFrames([
    seen('Citizen.claims', 'FULL', ['vss']),
    seen('ClaimConnection.nodes', 'FULL', ['vss']),
    seen('ClaimEdge.node', 'NONE', ['vss']),
    seen('Issuer.name', 'FULL', ['health', 'justice']),
  ]);
  expect([...fieldsByOwner(fields)].map(([owners, owned]) => [owners, owned.length])).toEqual([
    ['vss', 2],
    ['health justice', 1],
  ]);
});

test('an agency is down when the check names it, and nothing is claimed when it names none', () => {
  const states = (reasons?: Readonly<Record<string, string>>) =>
    agencyStates({ status: 'x', ...(reasons && { reasons }) }).map(({ state }) => state);
  expect(states()).toEqual(['up', 'up', 'up', 'up']);
  expect(states({ subgraphs: 'no answer from health, vss' })).toEqual(['down', 'up', 'up', 'down']);
  expect(states({ subgraphs: 'took longer than 2 s' })).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
});

test('fetches and refusals are those that the gateway counted', () => {
  const samples = readMetrics(
    [
      '# HELP hub_fetch_duration_seconds Time',
      'hub_fetch_duration_seconds_bucket{le="0.1",subgraph="vss",outcome="OK"} 3',
      'hub_fetch_duration_seconds_sum{subgraph="vss",outcome="OK"} 0.3',
      'hub_fetch_duration_seconds_count{subgraph="vss",outcome="OK"} 3',
      'hub_fetch_duration_seconds_sum{subgraph="vss",outcome="TIMEOUT"} 0.1',
      'hub_fetch_duration_seconds_count{subgraph="vss",outcome="TIMEOUT"} 1',
      'hub_refusals_total{code="UNAUTHENTICATED"} 2',
      'hub_refusals_total{code="CLIENT_SUSPENDED"} 5',
      'process_cpu_seconds_total 1',
    ].join('\n'),
  );
  expect(trafficOf(samples)).toEqual([{ agency: 'vss', answered: 3, failed: 1, meanMilliseconds: 100 }]);
  expect(refusalsOf(samples)).toEqual([
    { code: 'CLIENT_SUSPENDED', count: 5 },
    { code: 'UNAUTHENTICATED', count: 2 },
  ]);
});

test('both languages have a word for each code', () => {
  const keys = (codes: Readonly<Record<string, object>>) =>
    Object.entries(codes).flatMap(([list, words]) => Object.keys(words).map((code) => `${list} ${code}`));
  expect(keys(codesEn)).toEqual(keys(codesVi));
});

test('each role of the policy has a short name', async () => {
  const { roles } = await loadPolicy();
  expect(Object.keys(roleNames).toSorted()).toEqual(
    [...roles.keys()].filter((role) => role !== 'ANONYMOUS').toSorted(),
  );
});

test('a citation is told in the language of the page, whichever it was written in', () => {
  const [vi, en] = [
    'Luật 41/2024/QH15, Điều 53(1); Bộ luật Lao động, Điều 139(1)',
    'Law 41/2024/QH15 Art 53(1); Labour Code Art 139(1)',
  ];
  expect([citeLaw(en, 'vi'), citeLaw(vi, 'vi'), citeLaw(en, 'en')]).toEqual([vi, vi, en]);
  expect(citeLaw(vi, 'en')).toBe(en);
  expect(citeLaw(null, 'en')).toBe('—');
});

test('an article of the register is Điều in Vietnamese', () => {
  expect([citeLaw('art. 48(3)', 'vi'), citeLaw('art. 48(3)', 'en')]).toEqual(['Điều 48(3)', 'art. 48(3)']);
  for (const [en, vi] of [
    ['art. 26, as amended', 'Điều 26, đã sửa đổi, bổ sung'],
    ['whole law', 'toàn văn'],
    ['forms and caps', 'các mẫu và mức trần'],
  ] as const)
    expect([citeLaw(en, 'vi'), citeLaw(vi, 'en')]).toEqual([vi, en]);
});

test('a day is written as Vietnamese forms write it, and a time as Vietnam has it', () => {
  expect([formatDay('2026-03-06', 'vi'), formatDay('2026-03-06', 'en')]).toEqual([
    '06/03/2026',
    '6 Mar 2026',
  ]);
  expect(formatTime('2026-11-27T20:42:00Z', 'vi')).toBe('03:42 28/11/2026');
});

test('a share is told in per cent', () => {
  expect([formatShare(1, 'vi'), formatShare(0.755, 'vi')]).toEqual(['100%', '75,5%']);
});

test('a receipt leads to the root of its head, and no other does', async () => {
  const log = await openKeptLog({ place: 'memory:', keyFile: undefined, gateway: 'g1' }, () => {});
  const hub = await startKnownHub({ log });
  for (let count = 0; count < 6; count += 1) await hub.ask('{ me { fullName } }', {}, askers.themself);
  await log.seal();
  const query = '{ accessLog(first: 10) { nodes { receipt { entry leaf sequence head proof } } } }';
  const { data } = await hub.ask(query, {}, askers.auditor);
  const { accessLog } = data as { accessLog: { nodes: { receipt: Parameters<typeof leadsToRoot>[0] }[] } };
  const receipts = accessLog.nodes.map(({ receipt }) => receipt);
  expect(receipts).toHaveLength(6);
  for (const [index, receipt] of receipts.entries()) {
    const other = receipts[(index + 1) % receipts.length];
    expect(await leadsToRoot(receipt)).toBe(true);
    expect(await leadsToRoot({ ...receipt, entry: null })).toBe(true);
    expect(await leadsToRoot({ ...receipt, entry: `${receipt.entry} ` })).toBe(false);
    expect(await leadsToRoot({ ...receipt, proof: other?.proof ?? [] })).toBe(false);
    expect(await leadsToRoot({ ...receipt, proof: receipt.proof?.slice(1) ?? [] })).toBe(false);
  }
  expect(readHead(receipts[0]?.head ?? '')).toMatchObject({ gateway: 'g1', size: 6 });
  await hub.stop();
  await log.close();
});
