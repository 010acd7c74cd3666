import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { MedicalDocumentRecord } from '../../subgraphs/health/collections.ts';
import { receivedFiles } from '../../subgraphs/health/intake/filing/received-file.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { openDesk } from '../subgraphs/health/intake/desk.ts';

const folder = mkdtempSync(join(tmpdir(), 'intake-crash-'));
const file = join(folder, 'health.db');
const rounds = 3;
afterAll(() => rmSync(folder, { recursive: true }));

it(
  'loses no acknowledged paper, files none twice and leaves one edition in force, whenever the process is killed',
  { timeout: 60_000 },
  async () => {
    const acknowledged = new Map<string, number>();
    for (let round = 0; round < rounds; round++) {
      for (const [id, papers] of await receiveAndKill(round)) acknowledged.set(id, papers);
      const store = await openStore({ uri: `file:${file}` });
      const bench = await openDesk(store);
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
      await store.close();
    }
    expect(acknowledged.size).toBeGreaterThan(rounds * 6);
  },
);

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
