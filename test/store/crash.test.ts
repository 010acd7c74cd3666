import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, it } from 'vitest';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Position } from '../../subgraphs/kit/store/port.ts';
import { crashPapers, paperOf } from './crash-papers.ts';
import type { CrashPaper } from './crash-papers.ts';

const folder = mkdtempSync(join(tmpdir(), 'crash-'));
const file = join(folder, 'crash.db');
const rounds = 12;
afterAll(() => rmSync(folder, { recursive: true }));

it(
  'loses nothing acknowledged and shows nothing half-written after kill -9 in mid-write',
  { timeout: 30_000 },
  async () => {
    const acknowledged = new Map<string, number>();
    for (let round = 0; round < rounds; round++) {
      for (const [id, version] of await writeAndKill(round)) acknowledged.set(id, version);
      const stored = await readAll();
      for (const [id, version] of acknowledged) {
        // A write may have become durable while its acknowledgement was cut off; the reverse is what must never be.
        expect(stored.get(id)?.version ?? 0, 'an acknowledged write is lost').toBeGreaterThanOrEqual(version);
      }
      for (const doc of stored.values()) expect(doc).toEqual(paperOf(doc.id, doc.version));
      expect(countEntries()).toEqual({ papers: stored.size, byOwner: stored.size, byMark: stored.size * 2 });
    }
    expect(acknowledged.size).toBeGreaterThan(rounds * 20);
  },
);

/** Ids and versions that the child acknowledged until it was killed, at a random moment after its first ones. */
async function writeAndKill(round: number): Promise<readonly (readonly [string, number])[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'crash-writer.ts'), file, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const enough = 20 + Math.floor(Math.random() * 1500);
  let output = '';
  let lines = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    lines += text.split('\n').length - 1;
    // A little later than the line that came: somewhere inside the next writes.
    if (lines >= enough) setTimeout(() => child.kill('SIGKILL'), Math.random() * 3);
  });
  const [, signal] = await ended;
  expect(signal).toBe('SIGKILL');
  const whole = output.slice(0, output.lastIndexOf('\n')).split('\n');
  return whole.map((line) => [line.split(' ')[0] ?? '', Number(line.split(' ')[1])] as const);
}

/** All papers as the indexes find them. */
async function readAll(): Promise<ReadonlyMap<string, CrashPaper>> {
  const store = await openStore({ uri: `file:${file}` });
  const collection = await store.collection(crashPapers);
  const found = new Map<string, CrashPaper>();
  for (const owner of ['owner 1', 'owner 2']) {
    for (let after: Position | undefined; ;) {
      const range = { index: 'byOwner', equals: [owner], limit: 1000 };
      const page = await collection.find(after === undefined ? range : { ...range, after });
      for (const doc of page) found.set(doc.id, doc);
      const last = page.at(-1);
      if (last === undefined) break;
      after = [last.id];
    }
  }
  expect(await collection.count()).toBe(found.size);
  await store.close();
  return found;
}

function countEntries(): object {
  const db = new DatabaseSync(file, { readOnly: true });
  expect({ ...db.prepare('PRAGMA integrity_check').get() }).toEqual({ integrity_check: 'ok' });
  const row = db
    .prepare(
      `SELECT (SELECT count(*) FROM crashPapers) AS papers, (SELECT count(*) FROM "crashPapers:byOwner") AS byOwner,
        (SELECT count(*) FROM "crashPapers:byMark") AS byMark`,
    )
    .get();
  db.close();
  return { ...row };
}
