import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { firstLink, linkAfter, type Link } from '../month-progress.ts';
import type { HeadKeys } from '../proof/signed-head.ts';
import { syncFolder } from '../segment/append-file.ts';
import { fileSegment } from '../segment/file-segment.ts';
import type { ArchivableSegment, Line, SegmentReader } from '../segment/segment.ts';
import { BrokenLogError } from '../verify/broken-log-error.ts';
import { checkMonth } from '../verify/check-month.ts';
import { lastHead } from '../verify/head-queue.ts';

/** A month that lies in the archive now. */
export interface ArchivedMonth {
  readonly gateway: string;
  readonly month: string;
  readonly entries: number;
}

/**
 * Moves the months of a gateway before a given one into an archive, oldest first: each is checked, copied, checked there
 * again from the first byte, and only then taken out of the log. Its heads stay in the log, so that the chain does, and go
 * with it, so that the archive verifies by itself.
 *
 * @param archive folder, of the same form as a log in files
 * @param before `YYYY-MM`; the newest month of a gateway stays whatever it is
 * @throws BrokenLogError when a month is not whole; then it and all later ones stay where they are
 */
export async function archiveSegment(
  segment: ArchivableSegment,
  archive: string,
  before: string,
): Promise<readonly ArchivedMonth[]> {
  const published = await segment.keys();
  const keys = createLocalJWKSet(published);
  const months = await segment.months();
  const done: ArchivedMonth[] = [];
  let link: Link = firstLink;
  for (const { month, hasEntries } of months.slice(0, -1).filter((each) => each.month < before)) {
    if (hasEntries) {
      const entries = await checkWhole(segment, month, keys, link);
      await copyMonth(segment, archive, month, published);
      const copied = await checkWhole(fileSegment(archive, segment.gateway), month, keys, link);
      if (copied !== entries)
        throw new BrokenLogError('ALTERED', segment.place(month, 'entries', 1), 'the copy differs.');
      done.push({ gateway: segment.gateway, month, entries });
    }
    // Also of a month that was being taken away when something ended it.
    await segment.erase(month);
    const { last } = await lastHead(segment, month, keys, 'last');
    // In a month that was begun, and in which nothing could be written, the chain stands still.
    if (last) link = linkAfter(last.head);
  }
  return done;
}

/** @returns how many entries the month has, all of them covered by a signed head */
async function checkWhole(
  segment: SegmentReader,
  month: string,
  keys: HeadKeys,
  link: Link,
): Promise<number> {
  const { progress, sealed, torn } = await checkMonth(segment, month, { keys, link, choice: 'all' });
  const entries = progress?.tree.size ?? 0;
  if (torn !== undefined)
    throw new BrokenLogError('TORN', torn, 'the line has no end: torn by a crash, or cut.');
  if (sealed < entries) {
    throw new BrokenLogError(
      'UNSEALED',
      segment.place(month, 'entries', sealed + 1),
      'the month is over, and from here no signed head covers it.',
    );
  }
  return entries;
}

async function copyMonth(
  segment: SegmentReader,
  archive: string,
  month: string,
  published: JSONWebKeySet,
): Promise<void> {
  const folder = join(archive, segment.gateway);
  await mkdir(folder, { recursive: true });
  await writeLines(join(folder, `${month}.jsonl`), segment.entries(month));
  await writeLines(join(folder, `${month}.heads`), segment.heads(month));
  await addKeys(join(folder, 'jwks.json'), published);
  await syncFolder(folder);
}

/** A file with just these lines, durable, or none under this name. */
async function writeLines(path: string, lines: AsyncIterable<Line>): Promise<void> {
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    for await (const { bytes } of lines) await file.appendFile(Buffer.concat([bytes, Buffer.from('\n')]));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

/** The archive keeps every key that ever signed what lies in it. */
async function addKeys(path: string, { keys }: JSONWebKeySet): Promise<void> {
  const kept = await readFile(path, 'utf8').then(
    (text) => (JSON.parse(text) as JSONWebKeySet).keys,
    () => [],
  );
  const known = new Set(kept.map(({ kid }) => kid));
  const next = { keys: [...kept, ...keys.filter(({ kid }) => !known.has(kid))] };
  await writeFile(`${path}.new`, `${JSON.stringify(next)}\n`, { flush: true });
  await rename(`${path}.new`, path);
}
