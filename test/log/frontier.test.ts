import * as fc from 'fast-check';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  readSignedFrontier,
  signFrontier,
  type PlacedFrontier,
} from '../../gateway/log/frontier/signed-frontier.ts';
import { createJsonSigner } from '../../gateway/log/proof/signed-json.ts';
import { resumeSegment } from '../../gateway/log/resume-segment.ts';
import { openSegmentLog } from '../../gateway/log/segment-log.ts';
import { fileSegment, openFileSegment } from '../../gateway/log/segment/file-segment.ts';
import type { SegmentWriter } from '../../gateway/log/segment/segment.ts';
import { openStoreSegment } from '../../gateway/log/segment/store-segment.ts';
import { tellingLines } from '../../gateway/log/telling-lines.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { entryAt } from './entries.ts';
import { check } from './log-contract.ts';
import { makeLogKeys, type LogKeys } from './log-keys.ts';

const root = await mkdtemp(join(tmpdir(), 'frontier-'));
const store = await openStore({ uri: 'memory:' });
const ours = await makeLogKeys();
const others = await makeLogKeys();
afterAll(async () => {
  await store.close();
  await rm(root, { recursive: true });
});

const places: readonly [string, (gateway: string) => Promise<SegmentWriter>][] = [
  ['files', (gateway) => openFileSegment(root, gateway)],
  ['a store', (gateway) => openStoreSegment(store, gateway)],
];
let made = 0;

/** What is done to a log: so many entries of a month are written at once, a head is signed, or the process is killed. */
type Step = { readonly month: string; readonly entries: number } | 'seal' | 'kill';

/** Does it, and leaves the log as a kill leaves it. */
async function written(open: (gateway: string) => Promise<SegmentWriter>, steps: readonly Step[]) {
  const gateway = `g${++made}`;
  const start = async () => {
    const segment = await open(gateway);
    const options = { key: ours.key, headEvery: 60_000, frontierEvery: 7, tell: () => {} };
    return { segment, log: await openSegmentLog(segment, options) };
  };
  let { segment, log } = await start();
  for (const step of steps) {
    if (step === 'seal') await log.seal();
    else if (step === 'kill') {
      await segment.close();
      ({ segment, log } = await start());
    } else {
      const ids = Array.from({ length: step.entries }, (_, at) =>
        entryAt(`${step.month}-01T00:00:00Z`, `${at}`),
      );
      await Promise.all(ids.map((entry) => log.append(entry)));
    }
  }
  await segment.close();
  return gateway;
}

/** Reads a log as a start does. @param frontier is put in the place of the one that was kept */
async function resumed(segment: SegmentWriter, frontier?: string | undefined, keys: LogKeys = ours) {
  const told: string[] = [];
  let read = 0;
  const replaced = { ...segment, frontier: async () => frontier ?? (await segment.frontier()) };
  const where = await resumeSegment(
    tellingLines(replaced, () => read++),
    { keys: keys.keys, tell: (line) => told.push(line) },
  );
  return { where, read, told: told.filter((line) => line.includes('the frontier')) };
}

const wholly = async (segment: SegmentWriter) =>
  resumeSegment({ ...segment, frontier: async () => undefined }, { keys: ours.keys, tell: () => {} });

/** Where it goes on, but for how much of it a frontier covers. */
const placeOf = ({ progress, sealed, heads }: Awaited<ReturnType<typeof wholly>>) => ({
  progress,
  sealed,
  heads,
});

/** Twelve entries and four heads; the frontier was kept with the third, over nine. */
const twelve: readonly Step[] = [3, 3, 3, 3].flatMap(
  (entries) => [{ month: '2026-08', entries }, 'seal'] as const,
);

/** Signs a frontier that differs from the one that was kept. */
async function altered(
  segment: SegmentWriter,
  change: (kept: PlacedFrontier) => Partial<PlacedFrontier>,
  { key }: LogKeys = ours,
): Promise<string> {
  const { covered: _, ...kept } = await readSignedFrontier((await segment.frontier()) ?? '', ours.keys);
  return signFrontier(await createJsonSigner(key), { ...kept, ...change(kept) });
}

describe.each(places)('a frontier of the log in %s', (place, open) => {
  it('lets a start read only what came after it', async () => {
    const segment = await open(await written(open, twelve));
    const { where, read, told } = await resumed(segment);
    expect(where.kept).toBe(9);
    expect(told).toEqual([]);
    // Its own head to compare, the two from there on, and the three entries behind it.
    expect(read).toBe(1 + 2 + 3);
    await segment.close();
  });

  it('has a start go on just where a whole reading does, whatever was written and wherever it ended', async () => {
    const month = fc.constantFrom('2026-07', '2026-08', '2026-09');
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ month, entries: fc.integer({ min: 1, max: 4 }) }) },
      { weight: 3, arbitrary: fc.constant<Step>('seal') },
      { weight: 1, arbitrary: fc.constant<Step>('kill') },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const segment = await open(await written(open, steps));
        const { where, told } = await resumed(segment);
        expect(placeOf(where)).toEqual(placeOf(await wholly(segment)));
        expect(told).toEqual([]);
        await segment.close();
      }),
      { numRuns: 25 },
    );
  });

  it('is not believed, and is told of, when a byte of it was changed', async () => {
    const segment = await open(await written(open, twelve));
    const kept = (await segment.frontier()) ?? '';
    const right = placeOf(await wholly(segment));
    await fc.assert(
      fc.asyncProperty(fc.nat(kept.length - 1), fc.constantFrom(...'A0_.'), async (at, by) => {
        fc.pre(kept[at] !== by);
        const { where, told } = await resumed(segment, kept.slice(0, at) + by + kept.slice(at + 1));
        expect(placeOf(where)).toEqual(right);
        expect(told).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
    await segment.close();
  });

  it('is not believed where it does not agree with the log, even if its signature is good', async () => {
    const segment = await open(await written(open, twelve));
    const right = placeOf(await wholly(segment));
    const shift = fc.integer({ min: -3, max: 1_000 }).filter((by) => by !== 0);
    const moved = fc.record({
      of: fc.constantFrom('headAt' as const, 'entryAt' as const),
      part: fc.constantFrom('offset' as const, 'group' as const, 'lines' as const),
      by: shift,
    });
    await fc.assert(
      fc.asyncProperty(moved, async ({ of, part, by }) => {
        // A file has no groups; a head is the first of its group, so that the end of the one before is the same place; and that it is the
        // third of its month is for people alone.
        fc.pre(!(part === 'group' && (place === 'files' || (of === 'headAt' && by < 0))));
        fc.pre(!(part === 'lines' && of === 'headAt'));
        const wrong = await altered(segment, (kept) => ({
          [of]: { ...kept[of], [part]: Math.max(0, kept[of][part] + by) },
        }));
        fc.pre(wrong !== (await segment.frontier()));
        const { where, told } = await resumed(segment, wrong);
        expect(placeOf(where)).toEqual(right);
        expect(told).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
    const trees: readonly ((tree: PlacedFrontier['tree']) => PlacedFrontier['tree'])[] = [
      ({ size, subtrees }) => ({ size, subtrees: subtrees.toReversed() }),
      ({ size, subtrees }) => ({ size, subtrees: subtrees.slice(1) }),
      ({ size, subtrees }) => ({ size, subtrees: [...subtrees, Buffer.alloc(32)] }),
    ];
    for (const change of trees) {
      const { where, told } = await resumed(
        segment,
        await altered(segment, ({ tree }) => ({ tree: change(tree) })),
      );
      expect(placeOf(where)).toEqual(right);
      expect(told).toEqual([expect.stringContaining('its tree is not the one of its head')]);
    }
    await segment.close();
  });

  it('is not believed of another gateway, another month, another head, or from another key', async () => {
    const segment = await open(await written(open, twelve));
    const right = placeOf(await wholly(segment));
    const other = await open(await written(open, twelve));
    const later = await open(await written(open, [...twelve, { month: '2026-09', entries: 6 }, 'seal']));
    const older = await readSignedFrontier((await segment.frontier()) ?? '', ours.keys);
    const heads: string[] = [];
    for await (const { bytes } of segment.heads('2026-08')) heads.push(Buffer.from(bytes).toString());
    const wrong: readonly [string | undefined, string][] = [
      [await other.frontier(), 'it is of another gateway'],
      [await later.frontier(), 'it is of another gateway'],
      [await altered(segment, () => ({ head: heads[1] ?? '' })), 'its tree is not the one of its head'],
      [await altered(segment, () => ({}), others), 'its signature is not that of its key'],
      ['', 'it is no compact JWS'],
      [older.head, 'what is signed is no frontier'],
    ];
    for (const [frontier, why] of wrong) {
      const { where, told } = await resumed(segment, frontier);
      expect(placeOf(where)).toEqual(right);
      expect(told).toEqual([expect.stringContaining(why)]);
    }
    await Promise.all([segment, other, later].map((each) => each.close()));
  });
});

describe('a log that was tampered with, and has a frontier', () => {
  const [, openFiles] = places[0] ?? [];
  const file = (gateway: string, ending = 'jsonl') => join(root, gateway, `2026-08.${ending}`);

  async function tampered(change: (line: string, number: number) => string | undefined, ending?: string) {
    if (!openFiles) throw new Error('there is no place');
    const gateway = await written(openFiles, twelve);
    for (const kind of ending === undefined ? ['jsonl'] : ['jsonl', ending]) {
      const lines = (await readFile(file(gateway, kind), 'utf8')).split('\n').slice(0, -1);
      const changed = lines.map(change).filter((line) => line !== undefined);
      await writeFile(file(gateway, kind), changed.map((line) => `${line}\n`).join(''));
    }
    return { gateway, segment: await openFiles(gateway) };
  }

  it('is found by whoever verifies it, where what was changed lies before the frontier', async () => {
    const { gateway, segment } = await tampered((line, at) =>
      at === 1 ? line.replace('VSS-079', 'VSS-001') : line,
    );
    expect(await resumed(segment)).toMatchObject({ where: { sealed: 12 }, told: [] });
    await expect(check(fileSegment(root, gateway))).rejects.toThrow(
      '2026-08.jsonl line 2 (entry 1): it was changed',
    );
    await segment.close();
  });

  it.each([9, 10, 11])('is not opened, where what was changed is entry %i behind it', async (changed) => {
    const { segment } = await tampered((line, at) =>
      at === changed ? line.replace('VSS-079', 'VSS-001') : line,
    );
    await expect(resumed(segment)).rejects.toThrow(
      /line \d+ \(entry \d+\): it (was changed|is not what was signed)/,
    );
    await segment.close();
  });

  it('is told of where a tail was cut off together with its heads: the frontier remembers it', async () => {
    // One head and three entries are left: a log that is whole in itself.
    const { gateway, segment } = await tampered(
      (line, at) => (at < (line.startsWith('{') ? 3 : 1) ? line : undefined),
      'heads',
    );
    const { where, told } = await resumed(segment);
    expect(where).toMatchObject({ sealed: 3 });
    expect(told).toEqual([expect.stringMatching(/its head does not stand where it stood.*verify the log/)]);
    expect(await check(fileSegment(root, gateway))).toMatchObject({ entries: 3 });
    await segment.close();
  });
});
