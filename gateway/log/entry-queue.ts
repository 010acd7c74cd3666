import type { Wait, Waits } from './waits.ts';

/** What is to be written. */
export interface UnwrittenEntry {
  /** Canonical JSON, written once: while another write is under way. */
  readonly text: string;
  /** `YYYY-MM`. */
  readonly month: string;
}

/** An entry that waits for the turn to end, or for the write that is under way; all that wait share the next one. */
export interface QueuedEntry extends UnwrittenEntry {
  readonly wait: Wait;
}

/** Entries that nobody has begun to write. */
export interface EntryQueue {
  readonly size: number;
  /**
   * Resolves when the entry is written. Once its time is over it is no more in the queue, and will not be written: who waited
   * was told that it was not.
   *
   * @param until moment of `performance.now()`; no end if undefined
   * @throws Error at once where too many wait, or it is larger than anything that is read again
   */
  add(entry: UnwrittenEntry, until: number | undefined): Promise<void>;
  /** Takes the first out, and those that may be written with it, as all are of one month; undefined where nobody waits any more. */
  take(monthOf: (entry: UnwrittenEntry) => string): EntryGroup | undefined;
}

/** Entries that are written at once. */
export interface EntryGroup {
  readonly month: string;
  readonly entries: readonly QueuedEntry[];
}

/** Entries, and characters, in one write at most: no entry waits for many more, and a document of a store has limits. */
const largestGroup = { entries: 1_000, text: 4_000_000 };

/** Entries, and characters, that wait at most. A store that does not answer may not fill the memory: nothing at all would be written then. */
const largestQueue = { entries: 10_000, text: 40_000_000 };

/** @param waits of those who wait for the log */
export function createEntryQueue(waits: Waits): EntryQueue {
  /** Oldest first. */
  const queue: QueuedEntry[] = [];
  let text = 0;

  function leave(entry: QueuedEntry): void {
    const at = queue.indexOf(entry);
    if (at === -1) return;
    queue.splice(at, 1);
    text -= entry.text.length;
  }

  return {
    get size() {
      return queue.length;
    },
    async add(unwritten, until) {
      if (unwritten.text.length > largestGroup.text) throw new Error('The entry is too large for the log.');
      const isFull = queue.length >= largestQueue.entries || text + unwritten.text.length > largestQueue.text;
      if (isFull && queue.length > 0) throw new Error('Too many entries wait for the log.');
      const entry: QueuedEntry = { ...unwritten, wait: waits.begin(until, () => leave(entry)) };
      queue.push(entry);
      text += entry.text.length;
      await entry.wait.promise;
    },
    take(monthOf) {
      waits.refuseLate();
      const [first] = queue;
      if (first === undefined) return undefined;
      const month = monthOf(first);
      const entries = firstGroup(queue, (entry) => monthOf(entry) === month);
      queue.splice(0, entries.length);
      for (const entry of entries) text -= entry.text.length;
      return { month, entries };
    },
  };
}

/** The first, and those behind it that fit. */
function firstGroup(queue: Iterable<QueuedEntry>, fits: (entry: QueuedEntry) => boolean): QueuedEntry[] {
  const group: QueuedEntry[] = [];
  let text = 0;
  for (const entry of queue) {
    text += entry.text.length;
    const isFull = group.length === largestGroup.entries || text > largestGroup.text;
    if (group.length > 0 && (isFull || !fits(entry))) break;
    group.push(entry);
  }
  return group;
}
