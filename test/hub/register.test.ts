import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { EmergencyChange } from '../../gateway/break-glass/change-state.ts';
import type { EmergencyAccess } from '../../gateway/break-glass/emergency-access.ts';
import { openEmergencyRegister } from '../../gateway/break-glass/emergency-register.ts';
import { requireOpen } from '../../gateway/break-glass/require-open.ts';
import { errorCodes } from '../../schema/error-codes.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { approver, caseOf, later, noon, officer, request, terms } from './emergency.ts';

const folder = mkdtempSync(join(tmpdir(), 'emergency-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { id: _id, ...wish } = request;
const use = { actor: officer.actor, role: officer.role, purpose: request.purpose, case: caseOf.claim };

/** A register whose clock the test sets. */
async function open(uri: string) {
  const clock = { now: noon };
  const store = await openStore({ uri });
  return { clock, store, register: await openEmergencyRegister(store, terms, () => clock.now) };
}

function accessOf(change: EmergencyChange): EmergencyAccess {
  if (change.kind === 'changed') return change.access;
  throw new Error(`refused because ${change.because}`);
}

describe.each([
  ['in memory', () => 'memory:'],
  ['in a SQLite file', () => `file:${join(folder, 'register.db')}`],
])('the register %s', (_where, uri) => {
  test('opens by two people, honours who asked, and closes by itself', async () => {
    const { register, clock, store } = await open(uri());
    const { id } = accessOf(await register.request(wish));
    expect(await register.isOpen(id, use)).toEqual({ kind: 'refused', because: 'NOT_OPEN_YET' });
    expect(await register.approve(id, officer)).toEqual({ kind: 'refused', because: 'SAME_PERSON' });
    expect(accessOf(await register.approve(id, approver)).state).toBe('OPEN');
    expect(await register.isOpen(id, use)).toMatchObject({ kind: 'open', access: { id } });
    expect(await register.isOpen(id, { ...use, case: 'claim-2' })).toMatchObject({ because: 'OTHER_CASE' });
    clock.now = later(60);
    expect(await register.isOpen(id, use)).toEqual({ kind: 'refused', because: 'EXPIRED' });
    await store.close();
  });

  test('ends at once when it is told to, for good', async () => {
    const { register, store } = await open(uri());
    const { id } = accessOf(await register.request(wish));
    await register.approve(id, approver);
    expect(accessOf(await register.end(id, officer)).state).toBe('ENDED');
    expect(await register.isOpen(id, use)).toEqual({ kind: 'refused', because: 'ALREADY_ENDED' });
    expect(await register.approve(id, approver)).toEqual({ kind: 'refused', because: 'ALREADY_ENDED' });
    await store.close();
  });

  test('lets one of two who agree at the same moment open it', async () => {
    const { register, store } = await open(uri());
    const { id } = accessOf(await register.request(wish));
    const both = await Promise.all([
      register.approve(id, approver),
      register.approve(id, { ...approver, actor: 'officer-3', citizen: 'citizen-officer-3' }),
    ]);
    expect(both.map((change) => (change.kind === 'refused' ? change.because : 'opened')).toSorted()).toEqual([
      'ALREADY_OPEN',
      'opened',
    ]);
    await store.close();
  });

  test('writes the end of what has run out into the report of whoever looks next', async () => {
    const { register, clock, store } = await open(uri());
    const { id } = accessOf(await register.request(wish));
    await register.approve(id, approver);
    clock.now = later(500);
    const expired = await register.find({ index: 'byState', equals: ['EXPIRED'], limit: 100 });
    const reports = expired.find((access) => access.id === id)?.reports;
    expect(reports?.at(-1)).toEqual({ at: '2026-07-15T06:00:00.000Z', state: 'EXPIRED' });
    expect(await register.find({ index: 'byState', equals: ['OPEN'], limit: 100 })).toEqual([]);
    await store.close();
  });

  test('tells a citizen when the delay is over and not before', async () => {
    const { register, clock, store } = await open(uri());
    const citizen = 'citizen-notice';
    const { id } = accessOf(await register.request({ ...wish, subjects: [citizen] }));
    await register.request({ ...wish, subjects: [citizen] });
    await register.approve(id, approver);
    clock.now = later(60).add({ hours: 72 }).subtract({ milliseconds: 1 });
    expect(await register.noticesFor(citizen, 10)).toEqual([]);
    clock.now = later(60).add({ hours: 72 });
    expect(await register.noticesFor(citizen, 10)).toMatchObject([
      { ground: 'DEADLINE', role: officer.role },
    ]);
    expect(await register.noticesFor('somebody', 10)).toEqual([]);
    await store.close();
  });

  test('keeps from a citizen what waits for a decision or for its notice, and nothing else', async () => {
    const { register, clock, store } = await open(uri());
    const citizen = 'citizen-untold';
    const { id } = accessOf(await register.request({ ...wish, subjects: [citizen] }));
    const turnedDown = accessOf(await register.request({ ...wish, subjects: [citizen] }));
    const untold = async () => (await register.untoldTo(citizen)).map((access) => access.id);
    expect((await untold()).toSorted()).toEqual([id, turnedDown.id].toSorted());
    await register.end(turnedDown.id, approver);
    expect(await untold()).toEqual([id]);
    await register.approve(id, approver);
    clock.now = later(60).add({ hours: 72 }).subtract({ milliseconds: 1 });
    expect(await untold()).toEqual([id]);
    expect(await register.untoldTo('somebody')).toEqual([]);
    clock.now = later(60).add({ hours: 72 });
    expect(await untold()).toEqual([]);
    await store.close();
  });

  test('tells of a request on which nobody decided when its time has run out', async () => {
    const { register, clock, store } = await open(uri());
    const citizen = 'citizen-waiting';
    await register.request({ ...wish, subjects: [citizen] });
    clock.now = later(60);
    expect(await register.untoldTo(citizen)).toEqual([]);
    await store.close();
  });
});

test('a request that names an access which does not hold is refused with 403 and the reason', async () => {
  const { register, clock, store } = await open('memory:');
  const { id } = accessOf(await register.request(wish));
  const refused = {
    message: 'Nobody has agreed to it yet.',
    extensions: { code: 'EMERGENCY_ACCESS_REFUSED' },
  };
  await expect(requireOpen(register, id, use)).rejects.toMatchObject(refused);
  expect(errorCodes.EMERGENCY_ACCESS_REFUSED.status).toBe(403);
  await register.approve(id, approver);
  expect(await requireOpen(register, id, use)).toMatchObject({ id, endsAt: '2026-07-15T06:00:00.000Z' });
  clock.now = later(60);
  await expect(requireOpen(register, id, use)).rejects.toThrow('Its time has run out');
  await expect(requireOpen(register, 'unknown', use)).rejects.toThrow('There is no such emergency access');
  await store.close();
});

test('what was agreed to is open after kill -9, and so is its end', async () => {
  const file = join(folder, 'killed.db');
  const child = spawn(process.execPath, [join(import.meta.dirname, 'agree-and-hang.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  child.kill('SIGKILL');
  await ended;
  const { register, clock, store } = await open(`file:${file}`);
  const id = String(line).trim();
  expect(await register.isOpen(id, use)).toMatchObject({ kind: 'open' });
  clock.now = later(60);
  expect(await register.isOpen(id, use)).toEqual({ kind: 'refused', because: 'EXPIRED' });
  await store.close();
});
