import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKeptLog } from '../../gateway/start/open-log.ts';
import { createQuotas, type Quotas } from '../../gateway/quota/quotas.ts';
import { askers, startKnownHub } from '../access/hub/known-hub.ts';
import { knownPerson } from '../access/matrix/known-person.ts';
import type { HubUnderTest } from '../scenario/running-hub.ts';
import { writeLongLog, type WrittenAccess } from './long-log.ts';
import { lookThrough, pageThrough, type AccessWords, type Paging } from './page-through.ts';

/** A search, and what came of it beside what was written. */
export interface CheckedSearch {
  readonly search: AccessWords;
  readonly found: number;
  /** Of all that must be found, how many there are. */
  readonly expected: number;
  readonly missing: number;
  readonly twice: number;
  readonly strange: number;
  readonly isInOrder: boolean;
  readonly slowest: number;
  readonly middle: number;
}

const august = { from: '2026-08-01', to: '2026-08-31' };

/** Searches as an auditor makes them: each word alone, two that hardly meet, days, all, and nobody. */
export const searches: readonly AccessWords[] = [
  august,
  { ...august, subject: knownPerson.id },
  { ...august, officer: 'officer-7' },
  { ...august, client: 'employer-portal' },
  { ...august, field: 'Type3.field3' },
  { ...august, case: 'case-11' },
  { ...august, officer: 'officer-7', field: 'Type3.field3' },
  // They never meet: officer-1 is behind numbers that end in 1.
  { ...august, officer: 'officer-1', client: 'employer-portal' },
  { ...august, field: 'Type1.field1', client: 'employer-portal' },
  // A word of hardly any accesses beside one of many.
  { ...august, subject: knownPerson.id, client: 'population-db' },
  { ...august, officer: 'officer-7', client: 'population-db' },
  { from: '2026-08-15', to: '2026-08-16' },
  { from: '2026-08-15', to: '2026-08-16', officer: 'officer-7' },
  { ...august, subject: 'nobody-of-whom-it-is-0' },
];

/** Writes a long log, starts a hub over it, and pages through each search. */
export async function pageThroughLongLog(entries: number, paging: Paging): Promise<readonly CheckedSearch[]> {
  const folder = await mkdtemp(join(tmpdir(), 'long-log-'));
  const written = await writeLongLog(folder, entries, knownPerson.id);
  const log = await openKeptLog({ place: folder, keyFile: undefined, gateway: 'g3' }, () => {});
  const hub = await startKnownHub({ log, quotas: boundless() });
  try {
    await log.kept.index.catchUp();
    const checked: CheckedSearch[] = [];
    for (const search of searches) checked.push(await checkSearch(hub, written, search, paging));
    return checked;
  } finally {
    await hub.stop();
    await log.close();
    await rm(folder, { recursive: true });
  }
}

/** What somebody may send in a minute, and of how many they may learn in an hour, is not what is measured here. */
function boundless(): Quotas {
  const { requests } = createQuotas();
  return {
    requests: { ...requests, spend: async () => {} },
    subjects: { count: () => undefined },
  };
}

async function checkSearch(
  hub: HubUnderTest,
  written: readonly WrittenAccess[],
  search: AccessWords,
  paging: Paging,
): Promise<CheckedSearch> {
  const { requestIds, times, milliseconds, isWhole } = await pageThrough(hub, askers.auditor, search, paging);
  const expected = new Set(lookThrough(written, search));
  const unique = new Set(requestIds);
  const isInOrder = times.every(
    (at, place) => place === 0 || Date.parse(at) <= Date.parse(times[place - 1] ?? at),
  );
  const sorted = milliseconds.toSorted((a, b) => a - b);
  return {
    search,
    found: requestIds.length,
    expected: expected.size,
    missing: isWhole ? expected.difference(unique).size : 0,
    twice: requestIds.length - unique.size,
    strange: unique.difference(expected).size,
    isInOrder,
    slowest: sorted.at(-1) ?? 0,
    middle: sorted[Math.floor(sorted.length / 2)] ?? 0,
  };
}
