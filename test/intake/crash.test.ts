import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { AtWrite } from '../../subgraphs/kit/seal/at-write/seal-at-write.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import type { MedicalDocumentRecord } from '../../subgraphs/health/collections.ts';
import { receivedFiles } from '../../subgraphs/health/intake/filing/received-file.ts';
import { dueSeals } from '../../subgraphs/kit/seal/at-write/due-seal.ts';
import { seals } from '../../subgraphs/kit/seal/stored-seal.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { sealHealth } from '../seal/seal-health.ts';
import { openDesk } from '../subgraphs/health/intake/desk.ts';

const folder = mkdtempSync(join(tmpdir(), 'intake-crash-'));
const file = join(folder, 'health.db');
const rounds = 2;
afterAll(() => rmSync(folder, { recursive: true }));

it(
  'loses no acknowledged paper and no seal, files none twice and leaves one edition in force, whenever the process is killed',
  { timeout: 60_000 },
  async () => {
    const acknowledged = new Map<string, number>();
    let leftUnsealed = 0;
    for (let round = 0; round < rounds; round++) {
      for (const [id, papers] of await receiveAndKill(round)) acknowledged.set(id, papers);
      const store = await openStore({ uri: `file:${file}` });
      const atWrite = await sealHealth(store);
      const bench = await openDesk(atWrite.store);
      await bench.desk.resume();
      const files = await store.collection(receivedFiles);
      const kept = await files.getMany([...acknowledged.keys()]);
      const papers = new Map((await bench.papers()).map((paper) => [paper.id, paper]));
      for (const [id, count] of acknowledged) {
        const filed = kept.get(id)?.papers.map((outcome) => papers.get(outcome.id ?? '')?.kind);
        expect(filed, 'an acknowledged paper is lost').toEqual(Array(count).fill('DISCHARGE_PAPER'));
      }
      expect(await files.find({ index: 'byState', equals: ['RECEIVED'], limit: 1 })).toEqual([]);
      expectWholeEditions([...papers.values()]);
      leftUnsealed += await expectSealed(store, atWrite, [...papers.keys()]);
      await store.close();
    }
    expect(acknowledged.size).toBeGreaterThan(rounds * 6);
    expect(leftUnsealed, 'no seal was ever due when the process was killed').toBeGreaterThan(0);
  },
);

/** The next process seals what the killed one left, each once. @returns how many that were */
async function expectSealed(store: Store, atWrite: AtWrite, ids: readonly string[]): Promise<number> {
  const made = await store.collection(seals);
  const before = await made.count();
  const job = atWrite.start({ scopeOf: () => ({}), onFault: () => undefined });
  const due = await store.collection(dueSeals);
  const idOf = (id: string) => `DischargePaper/${id}`;
  await expect.poll(async () => (await made.getMany(ids.map(idOf))).size).toBe(ids.length);
  await job.close();
  // What is due still is of papers that were announced, and never filed.
  const rows = await due.find({ index: 'byState', equals: ['DUE'], limit: 1_000 });
  expect(rows.filter(({ document }) => ids.includes(document))).toEqual([]);
  expect(await made.count()).toBe(ids.length);
  return ids.length - before;
}

/** Under each number the editions follow each other, and the last one alone is in force. */
function expectWholeEditions(papers: readonly MedicalDocumentRecord[]): void {
  for (const ofCode of Map.groupBy(papers, ({ code }) => code).values()) {
    const editions = ofCode.toSorted((one, other) => one.edition - other.edition);
    expect(editions.map(({ edition, supersedes, status }) => [edition, supersedes, status])).toEqual(
      editions.map((_, at) => [
        at + 1,
        editions[at - 1]?.id,
        at === editions.length - 1 ? 'ACKNOWLEDGED' : 'SUPERSEDED',
      ]),
    );
  }
}

/** Receipts that the child acknowledged until it was killed, at a random moment after its first ones. */
async function receiveAndKill(round: number): Promise<readonly (readonly [string, number])[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'crash-desk.ts'), file, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const enough = 8 + Math.floor(Math.random() * 20);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    // A little later than the line that came: somewhere inside the next file.
    if (output.split('\n').length > enough) setTimeout(() => child.kill('SIGKILL'), Math.random() * 8);
  });
  const [, signal] = await ended;
  expect(signal).toBe('SIGKILL');
  const whole = output.slice(0, output.lastIndexOf('\n')).split('\n');
  return whole.map((line) => [line.split(' ')[0] ?? '', Number(line.split(' ')[1])] as const);
}
