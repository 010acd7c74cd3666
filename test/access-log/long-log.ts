import { openKeptLog } from '../../gateway/start/open-log.ts';
import type { DisclosureEntry } from '../../gateway/log/disclosure-entry.ts';
import { entryAt } from '../log/entries.ts';

/** What an access log of some length holds, for whoever counts by hand. */
export interface WrittenAccess {
  readonly at: string;
  readonly requestId: string;
  readonly subject: string;
  readonly client: string;
  readonly officer: string;
  readonly field: string;
  readonly case: string;
}

const start = Temporal.Instant.from('2026-08-01T00:00:00Z');
/** The whole of August, however many there are: several fall on one millisecond where there are many. */
const span = 30 * 24 * 3_600_000;

/**
 * Writes a log in which two gateways took turns.
 *
 * @param own the subject of every ninth access, who can read of it
 * @returns what was written, oldest first
 */
export async function writeLongLog(
  place: string,
  entries: number,
  own: string,
): Promise<readonly WrittenAccess[]> {
  const written: WrittenAccess[] = [];
  for (const [turn, gateway] of ['g1', 'g2'].entries()) {
    const log = await openKeptLog({ place, keyFile: undefined, gateway }, () => {});
    const numbers = Array.from({ length: entries }, (_, number) => number).filter(
      (number) => number % 2 === turn,
    );
    for (let from = 0; from < numbers.length; from += 500) {
      const group = numbers.slice(from, from + 500).map((number) => accessNumber(number, entries, own));
      await Promise.all(group.map((access) => log.append(entryOf(access))));
      written.push(...group);
    }
    await log.close();
  }
  return written;
}

function accessNumber(number: number, entries: number, own: string): WrittenAccess {
  // Three at the same instant: their order must not change from page to page.
  const step = Math.floor(number / 3) * 3;
  return {
    at: start
      .add({ milliseconds: Math.floor((step * span) / entries) })
      .toString({ smallestUnit: 'millisecond' }),
    requestId: `r${number}`,
    subject: number % 9 === 0 ? own : `subject-${number % 2_000}`,
    client: number % 1_009 === 7 ? 'population-db' : number % 5 === 0 ? 'employer-portal' : 'vss-benefits',
    officer: `officer-${number % 20}`,
    field: `Type${number % 7}.field${number % 70}`,
    case: `case-${number % 500}`,
  };
}

function entryOf({
  at,
  requestId,
  subject,
  client,
  officer,
  field,
  ...access
}: WrittenAccess): DisclosureEntry {
  const entry = entryAt(at, requestId);
  return {
    ...entry,
    caller: { ...entry.caller, client, actor: officer, case: access.case },
    disclosures: [{ subgraph: 'health', relation: 'CASE', subjects: [subject], full: [field] }],
  };
}
