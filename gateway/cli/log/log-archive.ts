import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { archiveSegment, type ArchivedMonth } from '../../log/archive/archive-segment.ts';
import { firstKeptMonth, termOn, type RetentionTerm } from '../../log/archive/retention.ts';
import { openSegments } from './open-segments.ts';
import { parseOptions } from '../../../subgraphs/kit/command/parse-options.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';

/** What `npm run log:archive` was asked to do. */
interface ArchiveOptions {
  /** Folder, or URI of a store. */
  readonly log: string;
  /** Folder of the archive. */
  readonly to: string;
  /** Archive months before this one only, `YYYY-MM`. */
  readonly before: string | undefined;
}

const usage =
  'Usage: npm run log:archive -- --to DIR [--log DIR|URI] [--before YYYY-MM]; without --log, the log in DATA_DIR.';
const monthForm = /^\d{4}-(0[1-9]|1[0-2])$/;

/**
 * Archives the months of all gateways that need not stay in the log any more.
 *
 * @param environment `DATA_DIR` is read
 * @param today ISO day, in Vietnam
 * @returns what was done and why it may be, line by line
 * @throws UsageError, StoreError, BrokenLogError
 */
export async function archiveLog(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  terms: readonly RetentionTerm[],
  today: string,
): Promise<string> {
  const { log, to, before } = readOptions(args, environment);
  const term = termOn(terms, today);
  if (!term)
    throw new UsageError(`No term of retention counts on ${today}: see gateway/log/archive/retention.yaml.`);
  const limit = firstKeptMonth(term, today);
  if (before !== undefined && before > limit) {
    throw new UsageError(
      `--before ${before}: months from ${limit} on stay in the log for ${term.months} months (${term.articles.join(', ')}).`,
    );
  }
  const { segments, close } = await openSegments(log);
  await refuseSameFolder(log, to, close);
  const done: ArchivedMonth[] = [];
  try {
    for (const segment of segments) done.push(...(await archiveSegment(segment, to, before ?? limit)));
  } finally {
    await close();
  }
  return [
    ...done.map(({ gateway, month, entries }) => `${gateway} ${month}: ${entries} entries archived`),
    `${done.length} months archived; months from ${limit} on stay for ${term.months} months (${term.articles.join(', ')}${term.doubt === undefined ? '' : `; unverified: ${term.doubt}`})`,
  ].join('\n');
}

/** A log that is archived into itself would be gone. */
async function refuseSameFolder(log: string, to: string, close: () => Promise<void>): Promise<void> {
  const [from, archive] = await Promise.all([log, to].map((path) => realpath(path).catch(() => undefined)));
  if (from === undefined || from !== archive) return;
  await close();
  throw new UsageError('--to is the log itself: name a folder of its own.');
}

function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ArchiveOptions {
  const dataDir = environment['DATA_DIR'];
  const { log = dataDir ? join(dataDir, 'log') : undefined, to, before } = parse(args);
  if (!log) throw new UsageError(`--log is missing. ${usage}`);
  if (!to) throw new UsageError(`--to is missing. ${usage}`);
  if (before !== undefined && !monthForm.test(before))
    throw new UsageError(`--before must be a month. ${usage}`);
  return { log, to, before };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  return parseOptions(usage, { args: [...args], options: { log: text, to: text, before: text } }).values;
}
