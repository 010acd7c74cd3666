import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chainedLine, readChainedLine } from '../../gateway/log/chained-entry.ts';
import { openFileLog } from '../../gateway/log/file-log.ts';
import { canonicalJson } from '../../gateway/log/proof/canonical-json.ts';
import { leafHash } from '../../gateway/log/proof/merkle-tree.ts';
import { fileSegment } from '../../gateway/log/segment/file-segment.ts';
import { checkKeptHeads } from '../../gateway/log/verify/check-kept-heads.ts';
import { checkSegment, type SegmentCheck } from '../../gateway/log/verify/check-segment.ts';
import { entriesOf } from './entries.ts';
import { respelled } from './respelled.ts';
import { makeLogKeys } from './log-keys.ts';

const root = mkdtempSync(join(tmpdir(), 'tampering-'));
const months = ['2026-06', '2026-07', '2026-08'];
const files = months.flatMap((month) => [`${month}.jsonl`, `${month}.heads`]);
const log = join(root, 'log');
const { key, keys } = await makeLogKeys();
const otherKey = await makeLogKeys();
const strangeKey = await makeLogKeys('strange-key');

beforeAll(() => writeLog('untouched', 'g1', key));
beforeEach(() => {
  rmSync(log, { recursive: true, force: true });
  cpSync(join(root, 'untouched'), log, { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true }));

/** Three months of six entries, each with a head in the middle and one at the end. */
async function writeLog(name: string, gateway: string, signedWith: typeof key): Promise<void> {
  const options = { folder: join(root, name), gateway, key: signedWith, headEvery: 60_000, tell: () => {} };
  const opened = await openFileLog(options);
  for (const month of months) {
    for (const [place, entry] of entriesOf(month, 6).entries()) {
      await opened.append(entry);
      if (place === 2) await opened.seal();
    }
  }
  await opened.close();
}

function check(options: Partial<SegmentCheck> = {}) {
  return checkSegment(fileSegment(log, 'g1'), { keys, ...options });
}

const pathOf = (file: string) => join(log, 'g1', file);
const linesOf = (file: string) => readFileSync(pathOf(file), 'utf8').trimEnd().split('\n');
const writeLines = (file: string, lines: readonly string[]) =>
  writeFileSync(pathOf(file), `${lines.join('\n')}\n`);
const edit = (file: string, change: (lines: string[]) => readonly string[]) =>
  writeLines(file, change(linesOf(file)));

/** The line of a log with entries from a place on that were written again, each chained to the one before. */
function rewritten(lines: readonly string[], from: number): readonly string[] {
  let previous = '';
  return lines.map((line, place) => {
    const { entry, gateway, ...link } = readChainedLine(Buffer.from(line));
    if (place < from) {
      previous = Buffer.from(leafHash(line)).toString('base64url');
      return line;
    }
    const changed = { ...entry, outcome: 'REFUSED' };
    const next = chainedLine(canonicalJson(changed), gateway, { ...link, previous });
    previous = Buffer.from(leafHash(next)).toString('base64url');
    return next;
  });
}

const swap = (a: string, b: string) => {
  renameSync(pathOf(a), pathOf('aside'));
  renameSync(pathOf(b), pathOf(a));
  renameSync(pathOf('aside'), pathOf(b));
};

const tamperings: readonly (readonly [what: string, tamper: () => void, found: string])[] = [
  [
    'an entry that was removed',
    () => edit('2026-07.jsonl', (lines) => lines.toSpliced(3, 1)),
    '2026-07.jsonl line 4 (entry 10): entry 9 is due: entries before it are missing',
  ],
  [
    'an entry that is there twice',
    () => edit('2026-07.jsonl', (lines) => lines.toSpliced(3, 0, lines[2] ?? '')),
    '2026-07.jsonl line 4 (entry 8): entry 9 is due: it was there before',
  ],
  [
    'two entries in each other’s place',
    () => edit('2026-07.jsonl', (lines) => lines.with(1, lines[2] ?? '').with(2, lines[1] ?? '')),
    '2026-07.jsonl line 2 (entry 8): entry 7 is due',
  ],
  [
    'last entries that were cut off',
    () => edit('2026-08.jsonl', (lines) => lines.slice(0, 4)),
    '2026-08.jsonl line 5 (entry 16): entries are missing: a head was signed over 6',
  ],
  [
    'last entries of a month that is over, cut off with their head',
    () => {
      edit('2026-07.jsonl', (lines) => lines.slice(0, 3));
      edit('2026-07.heads', (lines) => lines.slice(0, 1));
    },
    '2026-08.jsonl line 1 (entry 12): entry 9 is due: entries before it are missing',
  ],
  [
    'a month without its last head',
    () => edit('2026-07.heads', (lines) => lines.slice(0, 1)),
    '2026-07.jsonl line 4 (entry 9): the month is over, and from here no signed head covers it',
  ],
  [
    'a head taken over from another log of the same key',
    () =>
      edit('2026-07.heads', () =>
        readFileSync(join(root, 'untouched/g1/2026-06.heads'), 'utf8').trim().split('\n'),
      ),
    '2026-07.heads line 1: the head is of another gateway or month',
  ],
  [
    'heads in the wrong order',
    () => edit('2026-07.heads', (lines) => lines.toReversed()),
    '2026-07.heads line 2: the head covers no more than the one before',
  ],
  [
    'months in each other’s place',
    () => swap('2026-06.jsonl', '2026-07.jsonl'),
    '2026-06.jsonl line 1 (entry 6)',
  ],
  [
    'a month that is missing between others',
    () => rmSync(pathOf('2026-07.jsonl')),
    '2026-07.jsonl line 1: the month is missing, and an older one is there',
  ],
  [
    'a month that is missing with its heads',
    () => ['2026-07.jsonl', '2026-07.heads'].forEach((file) => rmSync(pathOf(file))),
    '2026-08.jsonl line 1 (entry 12): entry 6 is due: entries before it are missing',
  ],
  [
    'oldest months that are gone with their heads',
    () => ['2026-06.jsonl', '2026-06.heads'].forEach((file) => rmSync(pathOf(file))),
    '2026-07.jsonl line 1 (entry 6): entry 0 is due',
  ],
  [
    'a line that is no entry',
    () => edit('2026-07.jsonl', (lines) => lines.with(2, '{"sequence":8}')),
    '2026-07.jsonl line 3 (entry 8): it is no entry with its gateway',
  ],
  [
    'an entry that says the same in other bytes',
    () => edit('2026-07.jsonl', (lines) => lines.with(2, (lines[2] ?? '').replace('{', '{ '))),
    '2026-07.jsonl line 3 (entry 8): it is not canonical JSON',
  ],
  [
    'entries that were all written again from one on, chain and all',
    () => edit('2026-08.jsonl', (lines) => rewritten(lines, 4)),
    '2026-08.jsonl line 6 (entry 17): it is not what was signed',
  ],
  [
    'a line that has no end',
    () => writeFileSync(pathOf('2026-08.jsonl'), '{"entry"', { flag: 'a' }),
    '2026-08.jsonl line 7: the line has no end',
  ],
];

describe('the check of a log', () => {
  it('finds nothing wrong with a log that nobody touched', async () => {
    let read = 0;
    expect(await check({ onEntry: () => (read += 1) })).toEqual({
      gateway: 'g1',
      entries: 18,
      heads: 6,
      archived: [],
      unsealed: 0,
    });
    expect(read).toBe(18);
  });

  it.each(tamperings)('finds and names %s', async (_what, tamper, found) => {
    tamper();
    await expect(check()).rejects.toThrow(`g1/${found}`);
  });

  it('finds any change of any byte, and names its line', { timeout: 120_000 }, async () => {
    const texts = new Map(files.map((file) => [file, readFileSync(pathOf(file))]));
    const change = fc.record({
      file: fc.constantFrom(...files),
      at: fc.nat(),
      other: fc.integer({ min: 1, max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ file, at, other }) => {
        const bytes = Buffer.from(texts.get(file) ?? '');
        const place = at % bytes.length;
        const line = bytes.subarray(0, place).toString('latin1').split('\n').length;
        bytes[place] = (bytes[place] ?? 0) ^ other;
        writeFileSync(pathOf(file), bytes);
        await expect(check()).rejects.toThrow(new RegExp(`^g1/${file} line ${line}\\b`));
        writeFileSync(pathOf(file), texts.get(file) ?? '');
      }),
      { numRuns: 400 },
    );
  });

  it('finds a head in other characters that a lenient decoder reads as the same', async () => {
    edit('2026-07.heads', ([first = '', ...others]) => [respelled(first), ...others]);
    await expect(check()).rejects.toThrow(
      'g1/2026-07.heads line 1: the head does not count: it is no compact JWS',
    );
  });

  it.each([
    ['an unknown key', strangeKey.key, 'its key is not among the known ones'],
    ['another key of the same name', otherKey.key, 'its signature is not that of its key'],
  ])('finds a log that was written again with %s', async (_what, signedWith, found) => {
    await writeLog('forged', 'g1', signedWith);
    rmSync(log, { recursive: true });
    renameSync(join(root, 'forged'), log);
    await expect(check()).rejects.toThrow(`g1/2026-06.heads line 1: the head does not count: ${found}`);
  });

  it('finds a log that its own key wrote again, by a head that somebody kept', async () => {
    const kept = linesOf('2026-08.heads').slice(-1);
    await checkKeptHeads([fileSegment(log, 'g1')], kept, async () => keys);
    edit('2026-08.jsonl', (lines) => lines.slice(0, 3));
    edit('2026-08.heads', (lines) => lines.slice(0, 1));
    expect(await check()).toMatchObject({ entries: 15 });
    const keptCheck = checkKeptHeads([fileSegment(log, 'g1')], kept, async () => keys);
    await expect(keptCheck).rejects.toThrow(
      'kept head 1: the log has no such head; it covered 6 entries of 2026-08',
    );
    await expect(checkKeptHeads([], kept, async () => keys)).rejects.toThrow('no entries of its gateway');
  });
});

describe('a log of which months are archived', () => {
  it('verifies while the oldest months are only heads', async () => {
    rmSync(pathOf('2026-06.jsonl'));
    expect(await check()).toMatchObject({ entries: 12, archived: ['2026-06'] });
    edit('2026-06.heads', (lines) => lines.slice(-1));
    rmSync(pathOf('2026-07.jsonl'));
    expect(await check()).toMatchObject({ entries: 6, archived: ['2026-06', '2026-07'] });
  });

  it('finds that what is left does not follow what was archived', async () => {
    rmSync(pathOf('2026-06.jsonl'));
    edit('2026-06.heads', (lines) => lines.slice(0, 1));
    await expect(check()).rejects.toThrow('g1/2026-07.jsonl line 1 (entry 6): entry 3 is due');
    rmSync(pathOf('2026-07.jsonl'));
    await expect(check()).rejects.toThrow(
      'g1/2026-07.heads line 2: the head does not follow the month before',
    );
    writeFileSync(pathOf('2026-06.heads'), '');
    await expect(check()).rejects.toThrow(
      'g1/2026-07.heads line 2: the head does not follow the month before',
    );
    ['2026-07', '2026-08'].forEach((month) => rmSync(pathOf(`${month}.heads`)));
    rmSync(pathOf('2026-08.jsonl'), { force: true });
    await expect(check()).rejects.toThrow('g1/2026-06.heads line 1: the month was archived without a head');
  });

  it('is written on from its newest month', async () => {
    rmSync(pathOf('2026-06.jsonl'));
    const options = { folder: log, gateway: 'g1', key, tell: () => {} };
    const opened = await openFileLog(options);
    for (const entry of entriesOf('2026-09', 1)) await opened.append(entry);
    await opened.close();
    expect(await check()).toMatchObject({ entries: 13, archived: ['2026-06'] });
    ['2026-07', '2026-08', '2026-09'].forEach((month) => rmSync(pathOf(`${month}.jsonl`)));
    await expect(openFileLog(options)).rejects.toThrow('the newest month is missing');
  });

  it('can be checked from a month to a month', async () => {
    expect(await check({ from: '2026-07', to: '2026-07' })).toMatchObject({ entries: 6, heads: 2 });
    rmSync(pathOf('2026-06.jsonl'));
    rmSync(pathOf('2026-06.heads'));
    expect(await check({ from: '2026-07' })).toMatchObject({ entries: 12 });
    edit('2026-07.jsonl', (lines) => lines.toSpliced(0, 1));
    await expect(check({ from: '2026-07' })).rejects.toThrow('g1/2026-07');
  });
});
