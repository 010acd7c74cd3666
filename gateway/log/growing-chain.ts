import { instantText } from '../../schema/calendar/instant-text.ts';
import { chainedLine } from './chained-entry.ts';
import type { EntryGroup } from './entry-queue.ts';
import { signFrontier } from './frontier/signed-frontier.ts';
import { addEntry, beginMonth, dueIn, firstLink, headOf, type MonthProgress } from './month-progress.ts';
import { createMonthSteps, monthAfter } from './month-steps.ts';
import { leafHash } from './proof/merkle-tree.ts';
import type { HeadSigner } from './proof/signed-head.ts';
import type { JsonSigner } from './proof/signed-json.ts';
import type { Resumed } from './resume-segment.ts';
import { beforeAll, type Place, type SegmentWriter } from './segment/segment.ts';

/** How a chain grows, and who is told of it. */
export interface GrowthOptions {
  /** A frontier is kept with a head each so many entries: no start reads many more; 10,000 if left out. */
  readonly frontierEvery?: number | undefined;
  /** Is given each signed head once it is durable, and each that only attests: compact JWS. */
  readonly onHead?: ((head: string) => void) | undefined;
  /** Is told, in one line without any value, what the operator should know. */
  readonly tell: (line: string) => void;
}

/** The chain as far as this process knows it. What it adds is written into a segment; nothing of it is known before that is durable. */
export interface GrowingChain {
  /** The month in which an entry is written: a clock that goes back does not open a month that is over. */
  monthFor(month: string): string;
  /** Whether entries are there that no head covers. */
  hasUnsealed(): boolean;
  /** From here on it is as it was read. */
  goOnFrom(resumed: Resumed): void;
  /** @throws as `SegmentWriter.write`, and ClockAheadError */
  writeGroup(group: EntryGroup): Promise<void>;
  /** Signs a head over all entries, unless one is there. */
  writeHead(): Promise<void>;
  /** Signs a head over what is covered already, with a new time; undefined where nothing is. */
  signAgain(isEnd: boolean): Promise<string | undefined>;
  /** @throws Error when an entry could not be written where it is due */
  probe(): Promise<void>;
}

/** @param signers of the log's key */
export function createGrowingChain(
  segment: SegmentWriter,
  signers: { readonly sign: JsonSigner; readonly signHead: HeadSigner },
  { frontierEvery = 10_000, onHead, tell }: GrowthOptions,
): GrowingChain {
  let { progress, sealed, heads, kept } = unbegun;
  /** Before the newest entry, where this process has written it. */
  let newest: Place | undefined;
  /** The head that was signed last, and over what. */
  let signed: { readonly covered: MonthProgress; readonly head: string } | undefined;
  const steps = createMonthSteps(now().slice(0, 'YYYY-MM'.length));
  let isAheadTold = false;

  function setProgress(next: MonthProgress): void {
    if (next.month !== progress?.month) [sealed, heads, kept, newest] = [0, 0, 0, undefined];
    progress = next;
  }

  function monthFor(month: string): string {
    if (progress === undefined || progress.month <= month) return month;
    // At the turn of a month what is a moment late is of the one before.
    if (!isAheadTold && progress.month > monthAfter(month)) {
      isAheadTold = true;
      tell(aheadLine(month, progress.month));
    }
    return progress.month;
  }

  /** A month that is over is covered whole by its last head: so it can be archived. */
  async function turnTo(month: string): Promise<MonthProgress> {
    await writeHead();
    steps.see(month);
    await segment.beginMonth(month, progress ? dueIn(progress) : beforeAll);
    const begun = beginMonth(segment.gateway, month, progress?.next ?? firstLink);
    // Even if its first write fails: were an entry then written into the month before, two would claim the same place.
    setProgress(begun);
    return begun;
  }

  async function writeHead(): Promise<void> {
    const covered = progress;
    if (covered === undefined || covered.tree.size === sealed) return;
    // One whose write failed may be there: the same one again is written once.
    if (signed?.covered !== covered) {
      signed = { covered, head: await signers.signHead(headOf(covered, now())) };
    }
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
      await segment.keepFrontier(await signFrontier(signers.sign, frontier));
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown';
      tell(`Log: no frontier was kept, so that a start has more to read: ${why}`);
    }
  }

  return {
    monthFor,
    hasUnsealed: () => progress !== undefined && progress.tree.size > sealed,
    goOnFrom(resumed) {
      ({ progress, sealed, heads, kept } = resumed);
      newest = undefined;
    },
    async writeGroup({ month: asked, entries }) {
      const month = monthFor(asked);
      let next = progress?.month === month ? progress : await turnTo(month);
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
    },
    writeHead,
    async signAgain(isEnd) {
      if (progress === undefined || progress.tree.size === 0) return undefined;
      return signers.signHead({ ...headOf(progress, now()), ...(isEnd && { end: true }) });
    },
    async probe() {
      steps.see(now().slice(0, 'YYYY-MM'.length));
      await segment.probe(progress && dueIn(progress));
    },
  };
}

const unbegun: Resumed = { progress: undefined, sealed: 0, heads: 0, kept: 0 };

function aheadLine(month: string, log: string): string {
  return `Log: an entry of ${month} is written into ${log}: the log lies in ${log}, since an entry of that month was written. A clock was wrong, then or now.`;
}

function now(): string {
  return instantText(Temporal.Now.instant());
}
