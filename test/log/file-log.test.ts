import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DisclosureEntry } from '../../gateway/log/disclosure-entry.ts';
import { openFileLog } from '../../gateway/log/file-log.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** An entry at an instant; what it says besides does not matter to the file. */
function entryAt(at: string, requestId: string): DisclosureEntry {
  return {
    at,
    requestId,
    caller: {
      client: 'client',
      actor: 'actor',
      role: 'AUDITOR',
      organisation: undefined,
      citizen: undefined,
      purpose: 'AU.REVIEW',
      case: undefined,
      reason: undefined,
      emergency: undefined,
      assurance: 3,
    },
    decided: { day: at.slice(0, 10), policyVersion: 'v' },
    operation: { name: undefined, digest: 'd', kind: 'query' },
    outcome: 'ANSWERED',
    disclosures: [],
    denials: [],
  };
}

test('an entry can be read back once its append has resolved, in the file of its month', async () => {
  const log = await openFileLog(folder);
  await log.append(entryAt('2026-07-31T16:59:59.999Z', 'a'));
  await log.append(entryAt('2026-08-01T00:00:00.000Z', 'b'));
  await log.close();
  expect((await readdir(folder)).toSorted()).toEqual([
    'disclosures-2026-07.jsonl',
    'disclosures-2026-08.jsonl',
  ]);
  const text = await readFile(join(folder, 'disclosures-2026-08.jsonl'), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ requestId: 'b' });
});

test('entries of the same moment are all written, in order', async () => {
  const log = await openFileLog(folder);
  const ids = Array.from({ length: 50 }, (_, index) => `r${index}`);
  await Promise.all(ids.map((id) => log.append(entryAt('2026-08-01T00:00:00.000Z', id))));
  const lines = (await readFile(join(folder, 'disclosures-2026-08.jsonl'), 'utf8')).trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as DisclosureEntry).requestId)).toEqual(ids);
});

test('an append that cannot be written is rejected, and the next one is tried again', async () => {
  const log = await openFileLog(folder);
  await rm(folder, { recursive: true });
  await writeFile(folder, 'in the way');
  await expect(log.append(entryAt('2026-08-01T00:00:00.000Z', 'lost'))).rejects.toThrow(/ENOTDIR|EEXIST/);
  await rm(folder);
  await mkdir(folder);
  await log.append(entryAt('2026-08-01T00:00:00.000Z', 'kept'));
  expect(await readFile(join(folder, 'disclosures-2026-08.jsonl'), 'utf8')).not.toContain('lost');
});
