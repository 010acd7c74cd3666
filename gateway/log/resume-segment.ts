import { createLocalJWKSet } from 'jose';
import { StoreError } from '../../subgraphs/kit/store/store-errors.ts';
import { keptFrontier, knownPart } from './frontier/known-part.ts';
import type { SignedFrontier } from './frontier/signed-frontier.ts';
import { lastClosed } from './last-closed.ts';
import { beginMonth, dueIn, firstLink, linkAfter, type Link, type MonthProgress } from './month-progress.ts';
import type { LogKeys } from './proof/signed-json.ts';
import { OvertakenError } from './segment/overtaken-error.ts';
import { beforeAll, type SegmentWriter } from './segment/segment.ts';
import { BrokenLogError } from './verify/broken-log-error.ts';
import { checkMonth, type MonthCheck } from './verify/check-month.ts';
import { isLong, type TimeSpan } from './verify/time-span.ts';

/** Where writing goes on. */
export interface Resumed {
  /** Undefined before the first entry of all. */
  readonly progress: MonthProgress | undefined;
  /** How many entries of the month a signed head covers. */
  readonly sealed: number;
  /** How many heads the month has. */
  readonly heads: number;
  /** How many entries of the month are covered by the frontier that is kept. */
  readonly kept: number;
}

/** Whose log it is, and who is told of it. */
export interface ResumeTerms {
  /** The keys that this gateway was given: a frontier that another has signed is none. */
  readonly keys: LogKeys;
  readonly tell: (line: string) => void;
}

/**
 * Reads what is there, so that it can be written on. The newest month is checked whole, or from the frontier that was kept of it; a
 * line that a crash has torn is taken away, since nobody was told that it is durable.
 *
 * @throws BrokenLogError when anything else is wrong: nothing is ever added to a log that is not whole; OvertakenError when
 *   another process changes it faster than it is read
 */
export async function resumeSegment(segment: SegmentWriter, terms: ResumeTerms): Promise<Resumed> {
  try {
    return await readOnce(segment, terms);
  } catch (error) {
    if (!(error instanceof OvertakenError)) throw error;
    // Another process took back, while this was read, what it had been told is lost.
    return readOnce(segment, terms);
  }
}

async function readOnce(segment: SegmentWriter, terms: ResumeTerms): Promise<Resumed> {
  const keys = createLocalJWKSet(await segment.keys());
  const months = await segment.months();
  const newest = months.at(-1);
  const unfit = unfitTold(segment, terms.tell);
  const frontier = await keptFrontier(segment, terms.keys).catch(unfit);
  const isAhead = frontier && !(newest && frontier.covered.month <= newest.month);
  if (isAhead) unfit(new Error('its month is not there'));
  if (newest === undefined) {
    const begun = await segment.monthAfter(beforeAll);
    const progress = begun === undefined ? undefined : beginMonth(segment.gateway, begun, firstLink);
    return { progress, sealed: 0, heads: 0, kept: 0 };
  }
  const { month, hasEntries } = newest;
  if (!hasEntries) {
    throw new BrokenLogError(
      'MISSING',
      segment.place(month, 'entries', 1),
      'the newest month is missing; archive older ones only.',
    );
  }
  if (frontier?.covered.month === month) {
    const resumed = await readBehind(segment, frontier, keys, terms.tell).catch(unfit);
    if (resumed) return resumed;
  }
  const closed = await lastClosed(segment, months.slice(0, -1), keys, frontier);
  const link = closed ? linkAfter(closed.head) : firstLink;
  return readMonth(segment, month, { keys, link, choice: 'last' }, terms.tell);
}

async function readBehind(
  segment: SegmentWriter,
  frontier: SignedFrontier,
  keys: LogKeys,
  tell: (line: string) => void,
): Promise<Resumed> {
  const known = await knownPart(segment, frontier);
  const { began, month } = known.progress;
  const read = await readMonth(segment, month, { keys, link: began, choice: 'last', known }, tell);
  return { ...read, kept: frontier.covered.size };
}

async function readMonth(
  segment: SegmentWriter,
  month: string,
  check: MonthCheck & { readonly link: Link },
  tell: (line: string) => void,
): Promise<Resumed> {
  const { progress, sealed, unsealed: span, torn, ends } = await checkMonth(segment, month, check);
  if (torn !== undefined) {
    await segment.repair(month, ends);
    tell(`Log: ${torn} had no end, as after a crash; it was put aside. No answer has left for it.`);
  }
  await segment.goOn(month, ends);
  const unsealed = (progress?.tree.size ?? 0) - sealed;
  if (unsealed > 0)
    tell(`Log: ${unsealed} entries of ${segment.gateway} had no signed head yet, ${whyUnsealed(span)}`);
  const known = progress ?? beginMonth(segment.gateway, month, check.link);
  const next = unsealed === 0 ? await segment.monthAfter(dueIn(known)) : undefined;
  if (next !== undefined) {
    return { progress: beginMonth(segment.gateway, next, known.next), sealed: 0, heads: 0, kept: 0 };
  }
  return { progress: known, sealed, heads: ends.heads.lines, kept: 0 };
}

function whyUnsealed(span: TimeSpan | undefined): string {
  if (!isLong(span)) return 'as after a crash.';
  return `from ${span?.from} to ${span?.to}. No crash leaves so many: their heads were taken away, or a clock leapt. Compare with heads kept elsewhere (npm run log:verify -- --heads), and record a breach where they differ.`;
}

/** A frontier is never believed against the log: what does not agree is told, and the month is read whole. */
function unfitTold(segment: SegmentWriter, tell: (line: string) => void): (error: unknown) => undefined {
  return (error) => {
    // A store that is away says nothing of the frontier.
    if (error instanceof OvertakenError || error instanceof StoreError) throw error;
    const why = error instanceof Error ? error.message : 'unknown';
    tell(
      `Log: the frontier that was kept for ${segment.gateway} is not used (${why}): the month is read from its beginning. Where no backup was brought back, verify the log (npm run log:verify) with heads that were kept elsewhere.`,
    );
  };
}
