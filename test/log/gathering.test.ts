import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turnOver } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openFileSegment } from '../../gateway/log/segment/file-segment.ts';
import { openSegmentLog, type SegmentLog } from '../../gateway/log/segment-log.ts';
import { entryAt } from './entries.ts';
import { makeLogKeys } from './log-keys.ts';

const { key } = await makeLogKeys();
let folder: string;
let log: SegmentLog;
/** How many entries each write had. */
let writes: number[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gathering-'));
  writes = [];
  const segment = await openFileSegment(folder, 'g1');
  const watched: typeof segment = {
    ...segment,
    write(month, number, lines) {
      writes.push(lines.length);
      return segment.write(month, number, lines);
    },
  };
  log = await openSegmentLog(watched, { key, headEvery: 60_000, tell: () => {} });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await log.close();
  await rm(folder, { recursive: true });
});

/** Appends an entry in each of three turns of the event loop. */
async function appendInTurns(): Promise<void> {
  const appended: Promise<void>[] = [];
  for (const id of ['a', 'b', 'c']) {
    appended.push(log.append(entryAt('2026-08-01T00:00:00.000Z', id)));
    await turnOver();
  }
  await Promise.all(appended);
}

test('entries of a few turns of the event loop share a write', async () => {
  vi.spyOn(performance, 'now').mockReturnValue(0);
  await appendInTurns();
  expect(writes).toEqual([3]);
});

test('where turns take long an entry waits for no further one', async () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 10));
  await appendInTurns();
  expect(writes[0]).toBe(1);
});
