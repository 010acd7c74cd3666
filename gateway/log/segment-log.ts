import { setImmediate as turnOver } from 'node:timers/promises';
import type { JWK } from 'jose';
import { instantText } from '../../schema/calendar/instant-text.ts';
import { within } from '../../subgraphs/kit/within.ts';
import { chainedLine } from './chained-entry.ts';
import type { DisclosureLog } from './disclosure-log.ts';
import { createEntryQueue, type EntryGroup } from './entry-queue.ts';
import { addEntry, beginMonth, dueIn, firstLink, headOf, type MonthProgress } from './month-progress.ts';
import { canonicalJson } from './proof/canonical-json.ts';
import { leafHash } from './proof/merkle-tree.ts';
import { createHeadSigner } from './proof/signed-head.ts';
import { createReadingPauses } from './reading-pauses.ts';
import { resumeSegment } from './resume-segment.ts';
import { OvertakenError } from './segment/overtaken-error.ts';
import type { SegmentWriter } from './segment/segment.ts';
import { shareCheck } from './shared-check.ts';
import { createWaits } from './waits.ts';

/** How a log is kept. */
export interface SegmentLogOptions {
  /** Private Ed25519 key with a `kid`. */
  readonly key: JWK;
  /** Keys that are to sign after it: published already, so that a copy of the keys is good beyond the rotation. */
  readonly nextKeys?: readonly JWK[] | undefined;
  /** Public keys that signed before it. */
  readonly pastKeys?: readonly JWK[] | undefined;
  /** At the latest this long after an entry a head over it is signed; milliseconds, 1,000 if left out. */
  readonly headEvery?: number;
  /** Closing waits this long for what is under way, in milliseconds; 5,000 if left out. */
  readonly closeWithin?: number;
  /** Is given each signed head once it is durable: compact JWS. */
  readonly onHead?: ((head: string) => void) | undefined;
  /** Is told, in one line without any value, what the operator should know. */
  readonly tell: (line: string) => void;
}

/** A disclosure log whose entries are chained, and whose state is signed from time to time. */
export interface SegmentLog extends DisclosureLog {
  /** Signs a head over all entries that are durable, unless one is there; resolves when it is durable. */
  seal(): Promise<void>;
}

/**
 * For how long entries are gathered for one write, at most: turns of the event loop, which take no time where nothing else
 * is to be done, and milliseconds, where much is.
 */
const gathering = { turns: 8, milliseconds: 5 };

/**
 * Writes a log into a segment, of which it is the only writer. Closing it closes the segment; so does failing to open it.
 *
 * @throws BrokenLogError when what is there cannot be written on, Error when the key is of another kind
 */
export async function openSegmentLog(
  segment: SegmentWriter,
  options: SegmentLogOptions,
): Promise<SegmentLog> {
  const { headEvery = 1_000, closeWithin = 5_000, onHead, tell } = options;
  const { sign, ...resumed } = await begin(segment, options).catch(async (error: unknown) => {
    await segment.close();
    throw error;
  });
  let { progress, sealed } = resumed;
  const inPauses = createReadingPauses();
  const waits = createWaits();
  const queue = createEntryQueue(waits);
  let work = Promise.resolve();
  let isWriting = false;
  /** Entries of the write that is under way. */
  let underWay = 0;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;

  /** One thing at a time is done to the segment, in the order in which it was asked for. */
  function inTurn(job: () => Promise<void>): Promise<void> {
    const done = work.then(job);
    work = done.catch(() => undefined);
    return done;
  }

  async function writeWaiting(): Promise<void> {
    isWriting = false;
    const group = queue.take(({ month }) => laterOf(progress?.month, month));
    if (group === undefined) return;
    if (queue.size > 0) startWriting();
    underWay = group.entries.length;
    try {
      await writeGroup(group).catch(readOn);
      for (const { wait } of group.entries) wait.resolve();
      timer ??= setTimeout(() => void seal().catch(tellUnsealed), headEvery).unref();
    } catch (error) {
      for (const { wait } of group.entries) wait.reject(error);
    } finally {
      underWay = 0;
    }
  }

  async function writeGroup({ month, entries }: EntryGroup): Promise<void> {
    let next = progress;
    if (next === undefined || next.month !== month) {
      // A month that is over is covered whole by its last head: so it can be archived.
      await writeHead();
      await segment.beginMonth(month, next?.tree.size ? dueIn(next) : undefined);
      next = beginMonth(segment.gateway, month, next?.next ?? firstLink);
      // Even if its first write fails: were an entry then written into the month before, two would claim the same place.
      setProgress(next);
    }
    const { number } = dueIn(next);
    const lines: string[] = [];
    for (const { text } of entries) {
      const line = chainedLine(text, segment.gateway, next.next);
      next = addEntry(next, leafHash(line));
      lines.push(line);
    }
    await segment.write(month, number, lines);
    setProgress(next);
  }

  /**
   * After what another process wrote is gone on, as it is checked and chained like what is found at a start. What was refused
   * meanwhile stays refused.
   */
  async function readOn(error: unknown): Promise<never> {
    if (error instanceof OvertakenError) {
      tell(`Log: ${error.message}.`);
      await segment.settle();
      const resumed = await inPauses(() => resumeSegment(segment, tell));
      if (resumed) ({ progress, sealed } = resumed);
    }
    throw error;
  }

  function setProgress(next: MonthProgress): void {
    if (next.month !== progress?.month) sealed = 0;
    progress = next;
  }

  async function writeHead(): Promise<void> {
    const covered = progress;
    if (covered === undefined || covered.tree.size === sealed) return;
    const at = instantText(Temporal.Now.instant());
    const head = await sign(headOf(covered, at));
    await segment.writeHead(covered.month, covered.tree.size, head);
    sealed = covered.tree.size;
    onHead?.(head);
  }

  /** All that is appended within a few turns of the event loop shares a write: what makes one durable costs more than all else. */
  function startWriting(): void {
    if (isWriting) return;
    isWriting = true;
    void inTurn(async () => {
      await gather();
      await writeWaiting();
    });
  }

  /** A group that is written may leave another one behind. */
  async function writeAll(): Promise<void> {
    if (!isWriting) return;
    await work;
    await writeAll();
  }

  function seal(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    return inTurn(() => writeHead().catch(readOn));
  }

  async function finish(): Promise<void> {
    await writeAll();
    await seal().catch(tellUnsealed);
    await inTurn(() => segment.close());
  }

  function tellUnfinished(error: unknown): void {
    const why = error instanceof Error ? error.message : 'unknown';
    tell(`Log: it was not closed (${why}); ${underWay + queue.size} entries were not confirmed.`);
  }

  /** The entries are durable all the same; the next entry brings the next attempt. */
  function tellUnsealed(error: unknown): void {
    tell(`Log: no head could be signed: ${error instanceof Error ? error.message : 'unknown'}`);
  }

  // What a crash left without a head is covered now: with no entry after it, nothing else would have it signed.
  await seal().catch(tellUnsealed);

  async function checkNow(): Promise<void> {
    try {
      await inTurn(() => segment.probe(progress && dueIn(progress)).catch(readOn));
    } catch (error) {
      tell(`Log: it cannot be written: ${error instanceof Error ? error.message : 'unknown'}`);
      throw new Error('the disclosure log cannot be written', { cause: error });
    }
  }

  return {
    async append(entry, until) {
      if (isClosed) throw new Error('The log is closed.');
      const written = queue.add({ text: canonicalJson(entry), month: entry.at.slice(0, 7) }, until);
      startWriting();
      await written;
    },
    check: shareCheck(waits, checkNow),
    seal,
    async close() {
      if (isClosed) return;
      isClosed = true;
      await within(closeWithin, finish()).catch(tellUnfinished);
    },
  };
}

async function gather(): Promise<void> {
  const end = performance.now() + gathering.milliseconds;
  for (let turn = 0; turn < gathering.turns && performance.now() < end; turn++) await turnOver();
}

async function begin(segment: SegmentWriter, { key, nextKeys = [], pastKeys = [], tell }: SegmentLogOptions) {
  const sign = await createHeadSigner(key);
  for (const published of [key, ...nextKeys, ...pastKeys]) await segment.publishKey(published);
  return { sign, ...(await resumeSegment(segment, tell)) };
}

/** The month in which an entry is written: a clock that goes back does not open a month that is over. */
function laterOf(current: string | undefined, month: string): string {
  return current !== undefined && current > month ? current : month;
}
