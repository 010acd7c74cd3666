import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, afterEach, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'events-'));
const [sender, receiver] = [join(folder, 'justice.db'), join(folder, 'vss.db')];
const [key, senders] = [join(folder, 'key.json'), join(folder, 'senders.json')];
const children = new Set<ChildProcess>();
let written = '';
afterEach(() => children.forEach((child) => child.kill('SIGKILL')));
afterAll(() => rmSync(folder, { recursive: true }));

/** Rounds in which both processes are killed. */
const rounds = 3;

test(
  'kill -9 of sender and receiver at any moment loses no event and has none handled twice',
  { timeout: 90_000 },
  async () => {
    await makeKeys();
    const stored = new Set<string>();
    let port = '0';
    for (let round = 0; round < rounds; round++) {
      const listening = await startReceiver(port);
      port = new URL(listening.url).port;
      const announcing = await startSender(listening.url, round, 3);
      await lines(announcing, stored, 30 + Math.floor(Math.random() * 60));
      // The receiver first in half of the rounds: then events are on their way to nobody.
      await kill(round % 2 === 0 ? listening.child : announcing.child);
      if (round % 2 === 0) await lines(announcing, stored, 10);
      await kill(round % 2 === 0 ? announcing.child : listening.child);
      for (const id of whole(announcing.output())) stored.add(id);
    }
    expect(stored.size).toBeGreaterThan(rounds * 30);

    const listening = await startReceiver(port);
    const announcing = await startSender(listening.url, rounds, 0);
    await expect.poll(() => stored.difference(new Set(heard())).size).toBe(0);
    await expect.poll(() => unsettled()).toBe(0);
    await kill(announcing.child);
    await kill(listening.child);
    // What was announced and stored was heard of; nothing twice; and nothing that was not stored.
    expect(heard().length).toBe(new Set(heard()).size);
    expect(new Set(heard()).difference(new Set(kept()))).toEqual(new Set());
    expect(new Set(kept()).difference(new Set(heard()))).toEqual(new Set());
    expect(written).not.toContain('CANARY');
    expect(queued()).not.toContain('CANARY');
  },
);

async function makeKeys(): Promise<void> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  writeFileSync(key, JSON.stringify({ ...(await exportJWK(privateKey)), kid: 'j' }));
  writeFileSync(
    senders,
    JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'j', alg: 'EdDSA' }] }),
  );
}

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly url: string;
}

const startReceiver = (port: string) => start('receiving-process.ts', `file:${receiver}`, key, senders, port);
const startSender = (url: string, round: number, writers: number) =>
  start('announcing-process.ts', `file:${sender}`, key, url, String(round), String(writers));

/** Starts a process and waits for its first line. */
async function start(script: string, ...args: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args]);
  children.add(child);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (written += text));
  while (!output.includes('\n')) await Promise.race([once(child.stdout, 'data'), ended(child)]);
  return { child, output: () => output, url: output.split('\n')[0] ?? '' };
}

async function ended(child: ChildProcess): Promise<never> {
  await once(child, 'exit');
  throw new Error(`a process ended by itself: ${written}`);
}

/** Waits until so many further documents are stored. */
async function lines({ child, output }: Started, stored: Set<string>, more: number): Promise<void> {
  const enough = whole(output()).length + more;
  while (whole(output()).length < enough) await once(child.stdout ?? child, 'data');
  for (const id of whole(output())) stored.add(id);
}

function whole(output: string): readonly string[] {
  return output.split('\n').slice(1, -1);
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'close');
  child.kill('SIGKILL');
  await gone;
  children.delete(child);
}

function read(file: string, collection: string): readonly Record<string, unknown>[] {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return db
      .prepare(`SELECT body FROM "${collection}"`)
      .all()
      .map(({ body }) => JSON.parse(String(body)));
  } finally {
    db.close();
  }
}

const heard = (): readonly string[] =>
  read(receiver, 'heardEvents').map(({ event }) => (event as { document: { id: string } }).document.id);
const kept = (): readonly string[] => read(sender, 'keptDocuments').map(({ id }) => String(id));
const queued = (): string => JSON.stringify([read(sender, 'eventOutbox'), read(receiver, 'eventInbox')]);

/** Events of stored documents that are still on their way. */
function unsettled(): number {
  const stored = new Set(kept());
  return read(sender, 'eventOutbox').filter(
    ({ state, event }) => state === 'DUE' && stored.has((event as { document: { id: string } }).document.id),
  ).length;
}
