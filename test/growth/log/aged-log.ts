import { join } from 'node:path';
import type { DisclosureEntry } from '../../../gateway/log/disclosure-entry.ts';
import type { LogRow } from '../../../gateway/log/index/log-row.ts';
import { openKeptLog } from '../../../gateway/start/open-log.ts';
import { entryAt } from '../../log/entries.ts';

/** A log of some months, and what is done with it every day. */
export interface AgedLog {
  readonly entries: number;
  /** Writes an entry; it is durable then. */
  append(): Promise<void>;
  /** Takes into the index what was written since. */
  catchUp(): Promise<void>;
  /** Reads the page of who looked at somebody, whoever it is: its rows, and their entries out of the log. */
  whoLooked(): Promise<void>;
  close(): Promise<void>;
}

const page = 20;
/** The month in which all logs end, so that the oldest begins before. */
const lastMonth = Temporal.PlainYearMonth.from('2026-10');

/** Writes a log of so many months, each with so many entries, in a folder, and makes its index. */
export async function openAgedLog(folder: string, months: number, aMonth: number): Promise<AgedLog> {
  const log = await openKeptLog(
    { place: join(folder, String(months)), keyFile: undefined, gateway: 'g1' },
    () => {},
  );
  const { index } = log.kept;
  // Each has a page of entries in one month already, so that all logs have the same to read.
  const people = Math.floor(aMonth / (page + 1));
  const about = (number: number, at: string) => entryNumber(number, number % people, at);
  let entries = 0;
  for (let before = months - 1; before >= 0; before -= 1) {
    const month = lastMonth.subtract({ months: before });
    for (let from = 0; from < aMonth; from += 1_000) {
      const group = Array.from({ length: 1_000 }, (_, at) =>
        about(entries + at, instantIn(month, (from + at) / aMonth)),
      );
      await Promise.all(group.map((entry) => log.append(entry)));
      entries += group.length;
    }
    await index.catchUp();
  }
  const last = instantIn(lastMonth, 1);
  return {
    entries,
    append: () => log.append(about(Math.floor(Math.random() * people), last)),
    catchUp: () => index.catchUp(),
    async whoLooked() {
      const equals = [subjectNumber(Math.floor(Math.random() * people))];
      const rows = await index.find({ index: 'bySubject', equals, order: 'desc', limit: page });
      const read = await Promise.all(rows.map((row: LogRow) => index.read(row)));
      if (read.length < page || read.includes(undefined)) throw new Error('The log has lost an entry.');
    },
    close: () => log.close(),
  };
}

const subjectNumber = (number: number) => `subject-${number}`;

/** An instant so far into a month. */
function instantIn(month: Temporal.PlainYearMonth, part: number): string {
  const milliseconds = Math.floor(part * 28 * 24 * 3_600_000);
  return month.toPlainDate({ day: 1 }).toZonedDateTime('UTC').toInstant().add({ milliseconds }).toString();
}

/** An entry about one person. */
function entryNumber(number: number, subject: number, at: string): DisclosureEntry {
  const entry = entryAt(at, `r${number}`);
  const full = Array.from(
    { length: 6 },
    (_, place) => `Type${number % 30}.field${(number * 7 + place) % 300}`,
  );
  return {
    ...entry,
    caller: { ...entry.caller, actor: `officer-${number % 500}`, case: `case-${number % 5_000}` },
    disclosures: [{ subgraph: 'health', relation: 'CASE', subjects: [subjectNumber(subject)], full }],
  };
}
