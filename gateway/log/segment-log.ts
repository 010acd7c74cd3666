import { within } from '../../subgraphs/kit/within.ts';
import { createAttestSchedule } from './attest-schedule.ts';
import { openChainWriter, type ChainOptions } from './chain-writer.ts';
import type { DisclosureLog } from './disclosure-log.ts';
import { createEntryQueue } from './entry-queue.ts';
import { createGroupWriting } from './group-writing.ts';
import { canonicalJson } from './proof/canonical-json.ts';
import { ClockAheadError } from './month-steps.ts';
import { createSealSchedule } from './seal-schedule.ts';
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
 * Writes a log into a segment, of which it is the only writer. Closing it closes the segment; so does failing to open it.
 *
 * @throws BrokenLogError when what is there cannot be written on, Error when the key is of another kind
 */
export async function openSegmentLog(
  segment: SegmentWriter,
  options: SegmentLogOptions,
): Promise<SegmentLog> {
  const { headEvery = 1_000, attestEvery = 3_600_000, closeWithin = 5_000, onHead, tell } = options;
  const tellUnsealed = unsealedTold(tell);
  const inTurn = takeTurns();
  /** Only one that serves says to witnesses that it lives, and that it ends. */
  let isServing = false;
  let isClosed = false;
  const attesting = createAttestSchedule(attestEvery, () => inTurn(() => chain.attest(false)), tellUnsealed);
  const tellHead = (head: string) => {
    onHead?.(head);
    if (onHead && isServing) attesting.later();
  };
  const chain = await openChainWriter(segment, { ...options, onHead: tellHead }).catch(
    async (error: unknown) => {
      await segment.close();
      throw error;
    },
  );
  const { monthFor, hasUnsealed } = chain;
  const seal = () => inTurn(chain.seal);
  const sealing = createSealSchedule({ every: headEvery, hasUnsealed, seal, tell: tellUnsealed });
  const waits = createWaits();
  const queue = createEntryQueue(waits);
  const writing = createGroupWriting({
    queue,
    inTurn,
    monthFor,
    write: chain.write,
    onWritten: sealing.asUsual,
    onTried: sealing.soon,
  });

  async function takeOver(): Promise<void> {
    isServing = true;
    try {
      await inTurn(chain.takeOver);
    } catch (error) {
      tell(`Log: it could not be taken over yet: ${messageOf(error)}`);
    }
    // A witness that was told of an end learns that it is over.
    if (onHead) await attesting.now();
  }

  async function check(): Promise<void> {
    try {
      await inTurn(chain.probe);
    } catch (error) {
      throw unwritable(error, tell);
    } finally {
      sealing.soon();
    }
  }

  async function finish(): Promise<void> {
    await writing.all();
    await (onHead && isServing ? inTurn(() => chain.attest(true)) : sealing.now()).catch(tellUnsealed);
    await inTurn(() => segment.release()).catch(tellUnsealed);
    await inTurn(() => segment.close());
  }

  function tellUnfinished(error: unknown): void {
    const entries = writing.underWay() + queue.size;
    tell(`Log: it was not closed (${messageOf(error)}); ${entries} entries were not confirmed.`);
  }

  // What a crash left without a head is covered now: with no entry after it, nothing else would have it signed.
  await sealing.inTime();

  return {
    async append(entry, until) {
      if (isClosed) throw new Error('The log is closed.');
      isServing = true;
      const written = queue.add({ text: canonicalJson(entry), month: entry.at.slice(0, 7) }, until);
      writing.start();
      await written;
    },
    check: shareCheck(waits, check),
    seal: sealing.now,
    takeOver: () => void takeOver(),
    leave: segment.leave,
    async close() {
      if (isClosed) return;
      isClosed = true;
      sealing.end();
      attesting.end();
      await within(closeWithin, finish()).catch(tellUnfinished);
    },
  };
}

/** One thing at a time is done to a segment, in the order in which it was asked for. */
function takeTurns(): (job: () => Promise<void>) => Promise<void> {
  let work = Promise.resolve();
  return (job) => {
    const done = work.then(job);
    work = done.catch(() => undefined);
    return done;
  };
}

/** The entries are durable all the same. Whoever was replaced was told that once. */
function unsealedTold(tell: (line: string) => void): (error: unknown) => void {
  return (error) => {
    if (error instanceof ReplacedError) return;
    tell(`Log: no head could be signed: ${messageOf(error)}`);
  };
}

/** Why entries cannot be written, in words for anyone; the operator is told more. */
function unwritable(error: unknown, tell: (line: string) => void): Error {
  if (error instanceof ReplacedError) {
    return new Error(
      'another process of this name took the disclosure log over and writes it: end this one, or give it a name of its own and start it again',
      { cause: error },
    );
  }
  if (error instanceof ClockAheadError) return error;
  tell(`Log: it cannot be written: ${messageOf(error)}`);
  return new Error('the disclosure log cannot be written', { cause: error });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}
