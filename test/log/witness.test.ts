import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openFileLog } from '../../gateway/log/file-log.ts';
import { fileSegments } from '../../gateway/log/segment/file-segment.ts';
import { checkKeptHeads } from '../../gateway/log/verify/check-kept-heads.ts';
import {
  createHeadSender,
  type HeadSender,
  type SenderTerms,
} from '../../gateway/log/witness/head-sender.ts';
import { openWitnesses } from '../../gateway/log/witness/witnesses.ts';
import { entriesOf } from './entries.ts';
import { makeLogKeys } from './log-keys.ts';
import { startWitness, type Witness } from './witness.ts';

const folder = mkdtempSync(join(tmpdir(), 'witness-'));
const { key, keys } = await makeLogKeys();
let witness: Witness;
let sender: HeadSender | undefined;
beforeAll(async () => {
  witness = await startWitness();
});
afterEach(async () => {
  await sender?.close();
  witness.answer(204);
});
afterAll(() => {
  witness.close();
  rmSync(folder, { recursive: true });
});

/** Writes entries of a month, and seals them. @param onHead is given the heads */
async function write(log: string, count: number, onHead?: (head: string) => void): Promise<void> {
  const opened = await openFileLog({ folder: join(folder, log), gateway: 'g1', key, onHead, tell: () => {} });
  for (const entry of entriesOf('2026-08', count)) await opened.append(entry);
  await opened.close();
}

const check = async (log: string, heads: readonly string[]) =>
  checkKeptHeads(await fileSegments(join(folder, log)), heads, async () => keys);

const terms: SenderTerms = { attempt: 5_000, firstRest: 5, longestRest: 10, end: 2_000, mostWaiting: 1_000 };
function sending(more: Partial<SenderTerms> = {}) {
  const told: string[] = [];
  sender = createHeadSender(witness.url, (line) => told.push(line), { ...terms, ...more });
  return { told, sender };
}

test('a witness finds out that a log was written anew, by whoever holds its key', async () => {
  const other = await startWitness();
  const witnesses = openWitnesses([witness.url, other.url], () => {});
  await write('true', 3, witnesses.send);
  await witnesses.close();
  expect(witness.heads.length).toBeGreaterThan(0);
  expect(other.heads).toEqual(witness.heads);
  other.close();
  await check('true', witness.heads);
  // The same key, the same gateway, the same month, whole in itself: one entry less.
  await write('anew', 2);
  await expect(check('anew', witness.heads)).rejects.toThrow(
    'the log has no such head; it covered 3 entries of 2026-08',
  );
});

test('a witness that is away is told of once, and gets every head in its order when it is back', async () => {
  const before = witness.heads.length;
  const { told, sender } = sending();
  witness.answer(503);
  sender.send('one');
  sender.send('two');
  await expect.poll(() => told).toEqual([expect.stringContaining('takes no heads of the log (HTTP 503)')]);
  sender.send('three');
  expect(sender.state()).toMatchObject({ waiting: 3, taken: 0 });
  witness.answer(204);
  await expect.poll(() => sender.state()).toMatchObject({ waiting: 0, taken: 3, givenUp: 0 });
  expect(witness.heads.slice(before)).toEqual(['one', 'two', 'three']);
  expect(told.slice(1)).toEqual([expect.stringContaining('takes heads of the log again')]);
});

test('of more heads than may wait the oldest are given up, and counted', async () => {
  const before = witness.heads.length;
  const { sender } = sending({ mostWaiting: 2 });
  witness.answer(503);
  for (const head of ['one', 'two', 'three', 'four']) sender.send(head);
  expect(sender.state()).toMatchObject({ waiting: 2, givenUp: 2 });
  witness.answer(204);
  await expect.poll(() => sender.state()).toMatchObject({ waiting: 0 });
  expect(witness.heads.slice(before).slice(-2)).toEqual(['three', 'four']);
});

test('a head that a witness has already, or refuses for good, holds up none after it', async () => {
  const before = witness.heads.length;
  const { told, sender } = sending();
  const answers: Readonly<Record<string, number>> = { there: 409, bad: 400, 'the newest': 413 };
  witness.answer((head) => answers[head] ?? 204);
  for (const head of ['there', 'bad', 'good']) sender.send(head);
  await expect.poll(() => sender.state()).toMatchObject({ waiting: 0, taken: 2, givenUp: 1 });
  expect(witness.heads.slice(before)).toEqual(['good']);
  sender.send('the newest');
  await expect.poll(() => told).toContainEqual(expect.stringContaining('HTTP 413'));
  expect(sender.state()).toMatchObject({ waiting: 1, givenUp: 1 });
  expect(sender.state().waitedFor).toBeGreaterThan(0);
});

test('no head is left behind that is sent just when the one before was taken', async () => {
  for (let steps = 0; steps < 12; steps++) {
    const taken: unknown[] = [];
    const { sender } = sending();
    const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async (_address, options) => {
      taken.push(options?.body);
      // So many steps after the answer the next one comes, without any other work between.
      let later = Promise.resolve();
      for (let step = 0; step < steps; step++) later = later.then(() => undefined);
      if (taken.length === 1) void later.then(() => sender.send('two'));
      return new Response(null, { status: 204 });
    });
    sender.send('one');
    await expect.poll(() => sender.state().taken).toBe(2);
    expect(taken).toEqual(['one', 'two']);
    fetched.mockRestore();
  }
});

test('witnesses on one host are told apart, and no secret of an address is told', () => {
  const witnesses = openWitnesses(['https://w.invalid/a?key=s', 'https://w.invalid/b'], () => {});
  expect(witnesses.states().map((each) => each.witness)).toEqual(['w.invalid/a', 'w.invalid/b']);
});

test('whoever stops waits for no witness that does not answer', async () => {
  const { sender } = sending({ attempt: 600_000, end: 20 });
  witness.answer('never');
  sender.send('one');
  await sender.close();
  expect(sender.state()).toMatchObject({ waiting: 1, taken: 0 });
});
