import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKeptLog } from '../../gateway/start/open-log.ts';
import type { DisclosureEntry } from '../../gateway/log/disclosure-entry.ts';
import { receiptFor } from '../log/receipt-by-reading.ts';
import { createLocalJWKSet } from 'jose';
import { entryAt } from '../log/entries.ts';

/** What the index over a log costs: `node test/access-log/run-index-cost.ts [ENTRIES]`. */
const entries = Number(process.argv[2] ?? 100_000);
const people = 20_000;
const coordinates = Array.from({ length: 300 }, (_, number) => `Type${number % 30}.field${number}`);
const start = Temporal.Instant.from('2026-08-01T00:00:00Z');

function entryNumber(number: number): DisclosureEntry {
  const entry = entryAt(start.add({ milliseconds: 20 * number }).toString(), `r${number}`);
  const full = Array.from({ length: 12 }, (_, place) => coordinates[(number * 7 + place) % 300] ?? '');
  const subjects = [`subject-${number % people}`];
  return {
    ...entry,
    caller: { ...entry.caller, actor: `officer-${number % 500}`, case: `case-${number % 5_000}` },
    disclosures: [{ subgraph: 'health', relation: 'CASE', subjects, full }],
  };
}

async function timed<T>(what: string, act: () => Promise<T>): Promise<T> {
  const before = performance.now();
  const result = await act();
  console.log(`${what}: ${(performance.now() - before).toFixed(1)} ms`);
  return result;
}

const folder = mkdtempSync(join(tmpdir(), 'audit-index-cost-'));
const log = await openKeptLog({ place: folder, keyFile: undefined, gateway: 'g1' }, () => {});
try {
  await timed(`write ${entries} entries`, async () => {
    for (let number = 0; number < entries; number += 1_000) {
      const group = Array.from({ length: Math.min(1_000, entries - number) }, (_, at) =>
        entryNumber(number + at),
      );
      await Promise.all(group.map((entry) => log.append(entry)));
    }
    await log.seal();
  });
  const { index } = log.kept;
  let peak = 0;
  const idle = process.memoryUsage().rss;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
  await timed('build the index', () => index.catchUp());
  clearInterval(watch);
  const mebibyte = 1024 ** 2;
  console.log(
    `memory: ${(idle / mebibyte).toFixed(0)} MiB before, ${(peak / mebibyte).toFixed(0)} MiB at most while it was built`,
  );
  for (const file of ['2026-08.jsonl', 'index.db']) {
    console.log(`${file}: ${(statSync(join(folder, 'g1', file)).size / mebibyte).toFixed(0)} MiB`);
  }
  await timed('catch up with nothing new', () => index.catchUp());
  await log.append(entryNumber(entries));
  await timed('catch up with one entry', () => index.catchUp());
  const page = { limit: 21, order: 'desc' } as const;
  const searches = {
    subject: { index: 'bySubject', equals: ['subject-7'] },
    field: { index: 'byField', equals: ['Type7.field7'] },
    officer: { index: 'byOfficer', equals: ['officer-7'] },
    case: { index: 'byCase', equals: ['case-7'] },
  };
  for (const [name, search] of Object.entries(searches)) {
    const rows = await timed(`find 21 rows by ${name}`, () => index.find({ ...search, ...page }));
    await timed(`  read ${rows.length} entries`, () => Promise.all(rows.map((row) => index.read(row))));
  }
  await log.seal();
  await index.catchUp();
  const [row] = await index.find({ ...searches.subject, limit: 1 });
  const logged = row && (await index.read(row));
  if (!row || !logged) throw new Error('The index lost an entry.');
  await timed('receipt from the tiles of the index', () => index.receipt(logged));
  const [segment] = await log.kept.segments();
  const keys = createLocalJWKSet(await index.keys());
  if (segment) await timed('the same from the whole month', () => receiptFor(segment, row.sequence, keys));
} finally {
  await log.close();
  rmSync(folder, { recursive: true });
}
