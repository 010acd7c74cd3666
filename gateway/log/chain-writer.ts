import { createLocalJWKSet, type JWK } from 'jose';
import { instantText } from '../../schema/calendar/instant-text.ts';
import { chainedLine } from './chained-entry.ts';
import type { EntryGroup } from './entry-queue.ts';
import { signFrontier } from './frontier/signed-frontier.ts';
import { addEntry, beginMonth, dueIn, firstLink, headOf, type MonthProgress } from './month-progress.ts';
import { leafHash } from './proof/merkle-tree.ts';
import { publicPart } from './proof/public-part.ts';
import { createHeadSigner } from './proof/signed-head.ts';
import { createJsonSigner } from './proof/signed-json.ts';
import { createMonthSteps, monthAfter } from './month-steps.ts';
import { createReadingPauses } from './reading-pauses.ts';
import { resumeSegment } from './resume-segment.ts';
import { OvertakenError, ReplacedError } from './segment/overtaken-error.ts';
import { beforeAll, type Place, type SegmentWriter } from './segment/segment.ts';

/** How a chain is written, and who is told of it. */
export interface ChainOptions {
  /** Private Ed25519 key with a `kid`. */
  readonly key: JWK;
  /** Keys that are to sign after it: published already, so that a copy of the keys is good beyond the rotation. */
  readonly nextKeys?: readonly JWK[] | undefined;
  /** Public keys that signed before it. */
  readonly pastKeys?: readonly JWK[] | undefined;
  /** A frontier is kept with a head each so many entries: no start reads many more; 10,000 if left out. */
  readonly frontierEvery?: number | undefined;
  /** Is given each signed head once it is durable, and each that only attests: compact JWS. */
  readonly onHead?: ((head: string) => void) | undefined;
  /** Is told, in one line without any value, what the operator should know. */
  readonly tell: (line: string) => void;
}

/** After so long, in milliseconds, the process before has found out that it is replaced: it looks each second. */
const seenWithin = 3_000;

/** Chains entries, signs heads over them, and goes on where another process has written. One thing at a time may be asked of it. */
export interface ChainWriter {
  /** The month in which an entry is written: a clock that goes back does not open a month that is over. */
  monthFor(month: string): string;
  /** Whether entries are there that no head covers. */
  hasUnsealed(): boolean;
  /** From here on this process writes the segment, and no other. */
  takeOver(): Promise<void>;
  /** @throws Error when the entries are not durable, ReplacedError while another process has it */
  write(group: EntryGroup): Promise<void>;
  /** Signs a head over all entries, unless one is there. */
  seal(): Promise<void>;
  /**
   * Signs a head over what is covered already, with a new time, for witnesses alone: that this process lives, and has written nothing
   * since.
   *
   * @param isEnd whether it is the last word of this process
   */
  attest(isEnd: boolean): Promise<void>;
  /** @throws Error when entries could not be written */
  probe(): Promise<void>;
}

/**
 * Opens a segment, of which this process is the only writer once it has taken it over, or written an entry.
 *
 * @throws BrokenLogError when what is there cannot be written on, Error when the key is of another kind
 */
export async function openChainWriter(segment: SegmentWriter, options: ChainOptions): Promise<ChainWriter> {
  const { key, nextKeys = [], pastKeys = [], frontierEvery = 10_000, onHead, tell } = options;
  const [sign, signHead] = [await createJsonSigner(key), await createHeadSigner(key)];
  const own = [key, ...nextKeys, ...pastKeys];
  for (const published of own) await segment.publishKey(published);
  const terms = { keys: createLocalJWKSet({ keys: own.map(publicPart) }), tell };
  let { progress, sealed, heads, kept } = await resumeSegment(segment, terms);
  /** Before the newest entry, where this process has written it. */
  let newest: Place | undefined;
  /** The head that was signed last, and over what. */
  let signed: { readonly covered: MonthProgress; readonly head: string } | undefined;
  let isReplaced = false;
  /** When the segment was taken over, by `performance.now()`. */
  let claimed: number | undefined;
  const inPauses = createReadingPauses();
  const steps = createMonthSteps(now().slice(0, 'YYYY-MM'.length));
  let isAheadTold = false;

  function setProgress(next: MonthProgress): void {
    if (next.month !== progress?.month) [sealed, heads, kept, newest] = [0, 0, 0, undefined];
    progress = next;
  }

  function laterOf(month: string): string {
    if (progress === undefined || progress.month <= month) return month;
    // At the turn of a month what is a moment late is of the one before.
    if (!isAheadTold && progress.month > monthAfter(month)) {
      isAheadTold = true;
      tell(
        `Log: an entry of ${month} is written into ${progress.month}: the log lies in ${progress.month}, since an entry of that month was written. A clock was wrong, then or now.`,
      );
    }
    return progress.month;
  }

  async function writeGroup({ month: asked, entries }: EntryGroup): Promise<void> {
    const month = laterOf(asked);
    let next = progress;
    if (next === undefined || next.month !== month) {
      // A month that is over is covered whole by its last head: so it can be archived.
      await writeHead();
      steps.see(month);
      await segment.beginMonth(month, next ? dueIn(next) : beforeAll);
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
    const spot = await segment.write(month, number, lines);
    setProgress(next);
    newest = { lines: next.tree.size - 1, ...spot };
  }

  async function writeHead(): Promise<void> {
    const covered = progress;
    if (covered === undefined || covered.tree.size === sealed) return;
    // One whose write failed may be there: the same one again is written once.
    if (signed?.covered !== covered) signed = { covered, head: await signHead(headOf(covered, now())) };
    const { head } = signed;
    const spot = await segment.writeHead(covered.month, covered.tree.size, head);
    const headAt = { lines: heads, ...spot };
    heads += 1;
    sealed = covered.tree.size;
    onHead?.(head);
    if (newest && sealed - kept >= frontierEvery) {
      await keepFrontier({ head, headAt, tree: covered.tree, entryAt: newest });
    }
  }

  /** Without it the next start reads more: nothing else depends on it. */
  async function keepFrontier(frontier: Parameters<typeof signFrontier>[1]): Promise<void> {
    kept = frontier.tree.size;
    try {
      await segment.keepFrontier(await signFrontier(sign, frontier));
    } catch (error) {
      tell(`Log: no frontier was kept, so that a start has more to read: ${messageOf(error)}`);
    }
  }

  /**
   * After what another process wrote is gone on, as it is checked and chained like what is found at a start; unless that one
   * has taken the segment over, and lives.
   *
   * @throws what it was given, where it is not gone on; ReplacedError
   */
  async function readOn(overtaken: OvertakenError): Promise<void> {
    await segment.settle();
    await segment.confirm().catch(unlessReadOn);
    tell(`Log: ${overtaken.message}.`);
    const read = () => resumeSegment(segment, terms);
    const resumed = isFresh() ? await read() : await inPauses(read);
    if (resumed === undefined) throw overtaken;
    ({ progress, sealed, heads, kept } = resumed);
    newest = undefined;
  }

  /** Whoever was overtaken has written nothing: once it is read on, it may be written where it is due now. */
  async function goingOn(job: () => Promise<void>): Promise<void> {
    for (let isAgain = false; ; isAgain = true) {
      try {
        await job();
        return;
      } catch (error) {
        if (!isToReadOn(error) || (isAgain && !isFresh())) throw error;
        await readOn(error);
      }
    }
  }

  async function takeOver(): Promise<void> {
    await segment.claim();
    claimed = performance.now();
  }

  /** Whether the one before may not have seen yet that it is replaced: it then takes numbers as quickly as this one reads on. */
  const isFresh = () => claimed !== undefined && performance.now() - claimed < seenWithin;

  /** Whoever is replaced says so once. */
  async function asWriter(job: () => Promise<void>): Promise<void> {
    try {
      await goingOn(job);
      isReplaced = false;
    } catch (error) {
      if (error instanceof ReplacedError && !isReplaced) {
        isReplaced = true;
        tell(`Log: ${error.message}.`);
      }
      throw error;
    }
  }

  async function probe(): Promise<void> {
    steps.see(now().slice(0, 'YYYY-MM'.length));
    await segment.probe(progress && dueIn(progress));
  }

  return {
    monthFor: laterOf,
    hasUnsealed: () => progress !== undefined && progress.tree.size > sealed,
    takeOver,
    async write(group) {
      if (claimed === undefined) await takeOver();
      await asWriter(() => writeGroup(group));
    },
    seal: () => asWriter(writeHead),
    async attest(isEnd) {
      await asWriter(probe);
      await asWriter(writeHead);
      if (progress && progress.tree.size > 0) {
        const head = await signHead({ ...headOf(progress, now()), ...(isEnd && { end: true }) });
        // Nobody's word may come after the first one of whoever took over.
        await asWriter(segment.confirm);
        onHead?.(head);
      }
    },
    probe: () => asWriter(probe),
  };
}

/** Whether another process wrote, and this one may go on behind it. */
function isToReadOn(error: unknown): error is OvertakenError {
  return error instanceof OvertakenError && !(error instanceof ReplacedError);
}

function unlessReadOn(error: unknown): void {
  if (!isToReadOn(error)) throw error;
}

function now(): string {
  return instantText(Temporal.Now.instant());
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}
