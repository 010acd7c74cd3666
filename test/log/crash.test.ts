import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSegmentLog } from '../../gateway/log/segment-log.ts';
import { check, readAll } from './log-contract.ts';
import { makeLogKeys } from './log-keys.ts';
import { openLastingSegment } from './places.ts';

const rounds = 5;
const { key } = await makeLogKeys();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-crash-'));
  writeFileSync(join(folder, 'key.json'), JSON.stringify(key));
});
afterEach(() => rmSync(folder, { recursive: true }));

it.each(['files', 'a store'])(
  'has every entry that was acknowledged once, after kill -9 in mid-write, in %s',
  { timeout: 120_000 },
  async (place) => {
    const acknowledged: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const { lines, signal } = await runWriter([process.execPath], place, round, 20 + Math.random() * 800);
      expect(signal).toBe('SIGKILL');
      expect(lines.filter((line) => line.startsWith('-'))).toEqual([]);
      acknowledged.push(...lines);
      const found = await reopenAndRead(place);
      expect(found.size, 'an entry is there twice').toBe(found.count);
      expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
    }
    expect(acknowledged.length).toBeGreaterThan(rounds * 20);
  },
);

it('has exactly the entries that were acknowledged when the disk takes no more in mid-write', async () => {
  // The kernel writes as much as fits under the limit and refuses the rest, as a full disk does.
  const limited = ['/bin/sh', '-c', 'ulimit -f 64; exec "$0" "$@"', process.execPath];
  // It ends by itself: what was written when it is killed may be there without having been acknowledged.
  const { lines } = await runWriter(limited, 'files', 0, 400, 'SIGTERM');
  const acknowledged = lines.filter((line) => !line.startsWith('-'));
  expect(acknowledged.length).toBeGreaterThan(10);
  expect(acknowledged.length).toBeLessThan(lines.length);
  const found = await reopenAndRead('files');
  expect(found.count).toBe(acknowledged.length);
  expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
});

/** Lets a writer live until it has said so many lines, and ends it at some moment of the next writes. */
async function runWriter(
  command: readonly string[],
  place: string,
  round: number,
  enough: number,
  ending: NodeJS.Signals = 'SIGKILL',
) {
  const [program = '', ...args] = command;
  const writer = join(import.meta.dirname, 'crash-log-writer.ts');
  const child = spawn(program, [...args, writer, place, folder, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  let output = '';
  let lines = 0;
  let isEnding = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    lines += text.split('\n').length - 1;
    if (lines < enough || isEnding) return;
    // Told once: who is told again while it ends does not end by itself.
    isEnding = true;
    // A little later than the line that came: somewhere inside the next writes.
    setTimeout(() => child.kill(ending), Math.random() * 3);
  });
  const [, signal] = await ended;
  return { lines: output.slice(0, output.lastIndexOf('\n')).split('\n'), signal };
}

/** Opens the log again as the next gateway does, and checks it whole. */
async function reopenAndRead(place: string): Promise<Set<string> & { readonly count: number }> {
  const segment = await openLastingSegment(place, folder);
  const log = await openSegmentLog(segment, { key, headEvery: 60_000, tell: () => {} });
  await log.seal();
  const entries = await readAll(segment);
  expect(await check(segment)).toMatchObject({ entries: entries.length, unsealed: 0 });
  await log.close();
  return Object.assign(new Set(entries.map(({ entry }) => entry.requestId)), { count: entries.length });
}
