import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { check, readAll } from './log-contract.ts';
import { makeLogKeys } from './log-keys.ts';
import { openLastingSegment } from './places.ts';

const writer = join(import.meta.dirname, 'told-log-writer.ts');
const { key } = await makeLogKeys();
let folder: string;
let running: ChildProcess[];
beforeEach(() => {
  running = [];
  folder = mkdtempSync(join(tmpdir(), 'log-three-'));
  writeFileSync(join(folder, 'key.json'), JSON.stringify(key));
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

async function start(): Promise<ChildProcess> {
  const child = fork(writer, [folder]);
  running.push(child);
  expect(await said(child)).toBe('open');
  return child;
}

async function said(child: ChildProcess): Promise<string> {
  const [message] = (await once(child, 'message')) as [string];
  return message;
}

/** @returns `written`, or why not */
async function append(child: ChildProcess, id: string): Promise<string> {
  child.send(id);
  return said(child);
}

async function tellToStop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  expect(await said(child)).toBe('leaving');
}

/** Asks one to write until it has looked who does, and gives way to that one: it looks once a second. */
async function givesWay(child: ChildProcess, to: ChildProcess): Promise<void> {
  await expect.poll(() => append(child, 'refused'), { timeout: 5_000 }).toContain(`process ${to.pid} on`);
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.disconnect();
  expect(await ended).toEqual([0, null]);
}

it(
  'two restarts within one drain leave the log to the newest of three processes, which records what it answers',
  { timeout: 60_000 },
  async () => {
    const oldest = await start();
    expect(await append(oldest, 'oldest')).toBe('written');
    const middle = await start();
    expect(await append(middle, 'middle')).toBe('written');
    await givesWay(oldest, middle);
    await tellToStop(oldest);
    const newest = await start();
    expect(await append(newest, 'newest')).toBe('written');
    await tellToStop(middle);
    await givesWay(oldest, newest);
    await givesWay(middle, newest);
    expect(await append(newest, 'still')).toBe('written');
    await end(oldest);
    expect(await append(newest, 'alone')).toBe('written');
    for (const child of [middle, newest]) await end(child);
    const segment = await openLastingSegment('a store', folder);
    const ids = (await readAll(segment)).map(({ entry }) => entry.requestId);
    expect(ids).toEqual(['oldest', 'middle', 'newest', 'still', 'alone']);
    expect(await check(segment)).toMatchObject({ entries: 5, unsealed: 0 });
    await segment.close();
  },
);
