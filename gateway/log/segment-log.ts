import { setImmediate as turnOver } from 'node:timers/promises';
import { within } from '../../subgraphs/kit/within.ts';
import { openChainWriter, type ChainOptions } from './chain-writer.ts';
import type { DisclosureLog } from './disclosure-log.ts';
import { createEntryQueue } from './entry-queue.ts';
import { canonicalJson } from './proof/canonical-json.ts';
import { ClockAheadError } from './month-steps.ts';
import { ReplacedError } from './segment/overtaken-error.ts';
import type { SegmentWriter } from './segment/segment.ts';
import { shareCheck } from './shared-check.ts';
import { createWaits } from './waits.ts';

/** How a log is kept. */
export interface SegmentLogOptions extends ChainOptions {
  /** At the latest this long after an entry a head over it is signed; milliseconds, 1,000 if left out. */
  readonly headEvery?: number;
  /**
   * At the latest this long after a head witnesses are sent the next one, though nothing was written; milliseconds, an hour if left out.
   */
  readonly attestEvery?: number | undefined;
  /** Closing waits this long for what is under way, in milliseconds; 5,000 if left out. */
  readonly closeWithin?: number;
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

/** After an attempt to attest that failed, in milliseconds. */
const attestAgain = 60_000;

/** Between two attempts to sign a head, in milliseconds. */
const longestSealPause = 60_000;

/**
 * Writes a log into a segment, of which it is the only writer. Closing it closes the segment; so does failing to open it.
 *
 * @throws BrokenLogError when what is there cannot be written on, Error when the key is of another kind
 */
export async function openSegmentLog(
  segment: SegmentWriter,
  options: SegmentLogOptions,
): Promise<SegmentLog> {
  const { headEvery = 1_000, attestEvery = 3_600_000, closeWithin = 5_000, onHead, tell } = options;
  const chain = await openChainWriter(segment, { ...options, onHead: tellHead }).catch(
    async (error: unknown) => {
      await segment.close();
      throw error;
    },
  );
  const waits = createWaits();
  const queue = createEntryQueue(waits);
  let work = Promise.resolve();
  let isWriting = false;
  /** Entries of the write that is under way. */
  let underWay = 0;
  let isClosed = false;
  /** Only one that serves says to witnesses that it lives, and that it ends. */
  let isServing = false;
  let sealing: NodeJS.Timeout | undefined;
  /** Longer after each attempt that failed. */
  let sealPause = headEvery;
  let attesting: NodeJS.Timeout | undefined;

  /** One thing at a time is done to the segment, in the order in which it was asked for. */
  function inTurn(job: () => Promise<void>): Promise<void> {
    const done = work.then(job);
    work = done.catch(() => undefined);
    return done;
  }

  async function writeWaiting(): Promise<void> {
    isWriting = false;
    const group = queue.take(({ month }) => chain.monthFor(month));
    if (group === undefined) return;
    if (queue.size > 0) startWriting();
    underWay = group.entries.length;
    try {
      await chain.write(group);
      for (const { wait } of group.entries) wait.resolve();
      sealAsUsual();
    } catch (error) {
      for (const { wait } of group.entries) wait.reject(error);
    } finally {
      underWay = 0;
      sealSoon();
    }
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

  /** What another process of this gateway has written, and was read on, is signed as well. */
  function sealSoon(): void {
    if (!chain.hasUnsealed()) return;
    sealing ??= setTimeout(() => void sealInTime(), sealPause).unref();
  }

  /** What can be written can be signed again: nobody waits for the end of a longer pause. */
  function sealAsUsual(): void {
    if (sealPause === headEvery) return;
    sealPause = headEvery;
    clearTimeout(sealing);
    sealing = undefined;
  }

  async function sealInTime(): Promise<void> {
    try {
      await seal();
      sealPause = headEvery;
    } catch (error) {
      tellUnsealed(error);
      sealPause = Math.min(2 * sealPause, Math.max(longestSealPause, headEvery));
      if (!isClosed && !(error instanceof ReplacedError)) sealSoon();
    }
  }

  function seal(): Promise<void> {
    clearTimeout(sealing);
    sealing = undefined;
    return inTurn(chain.seal);
  }

  function tellHead(head: string): void {
    onHead?.(head);
    attestLater();
  }

  /** Witnesses take a silence of more than that for a sender that was switched off. */
  function attestLater(pause = attestEvery): void {
    clearTimeout(attesting);
    if (onHead && isServing && !isClosed) attesting = setTimeout(() => void attest(), pause).unref();
  }

  async function attest(): Promise<void> {
    try {
      await inTurn(() => chain.attest(false));
      attestLater();
    } catch (error) {
      tellUnsealed(error);
      // Witnesses count from the last one that they have: a store that was away for a moment is asked again soon.
      attestLater(Math.min(attestEvery, attestAgain));
    }
  }

  async function finish(): Promise<void> {
    await writeAll();
    await (onHead && isServing ? inTurn(() => chain.attest(true)) : seal()).catch(tellUnsealed);
    await inTurn(() => segment.release()).catch(tellUnsealed);
    await inTurn(() => segment.close());
  }

  async function takeOver(): Promise<void> {
    isServing = true;
    try {
      await inTurn(chain.takeOver);
    } catch (error) {
      tell(`Log: it could not be taken over yet: ${error instanceof Error ? error.message : 'unknown'}`);
    }
    // A witness that was told of an end learns that it is over.
    if (onHead) await attest();
  }

  function tellUnfinished(error: unknown): void {
    const why = error instanceof Error ? error.message : 'unknown';
    tell(`Log: it was not closed (${why}); ${underWay + queue.size} entries were not confirmed.`);
  }

  /** The entries are durable all the same. Whoever was replaced was told that once. */
  function tellUnsealed(error: unknown): void {
    if (error instanceof ReplacedError) return;
    tell(`Log: no head could be signed: ${error instanceof Error ? error.message : 'unknown'}`);
  }

  // What a crash left without a head is covered now: with no entry after it, nothing else would have it signed.
  await sealInTime();

  async function checkNow(): Promise<void> {
    try {
      await inTurn(chain.probe);
    } catch (error) {
      if (error instanceof ReplacedError) {
        throw new Error(
          'another process of this name took the disclosure log over and writes it: end this one, or give it a name of its own and start it again',
          { cause: error },
        );
      }
      if (error instanceof ClockAheadError) throw error;
      tell(`Log: it cannot be written: ${error instanceof Error ? error.message : 'unknown'}`);
      throw new Error('the disclosure log cannot be written', { cause: error });
    } finally {
      sealSoon();
    }
  }

  return {
    async append(entry, until) {
      if (isClosed) throw new Error('The log is closed.');
      isServing = true;
      const written = queue.add({ text: canonicalJson(entry), month: entry.at.slice(0, 7) }, until);
      startWriting();
      await written;
    },
    check: shareCheck(waits, checkNow),
    seal,
    takeOver: () => void takeOver(),
    leave: segment.leave,
    async close() {
      if (isClosed) return;
      isClosed = true;
      clearTimeout(sealing);
      clearTimeout(attesting);
      await within(closeWithin, finish()).catch(tellUnfinished);
    },
  };
}

async function gather(): Promise<void> {
  const end = performance.now() + gathering.milliseconds;
  for (let turn = 0; turn < gathering.turns && performance.now() < end; turn++) await turnOver();
}
