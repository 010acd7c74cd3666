import { setImmediate as turnOver } from 'node:timers/promises';
import type { EntryGroup, EntryQueue } from './entry-queue.ts';

/** Writes what is queued, a group at a time. */
export interface GroupWriting {
  /** All that is queued within a few turns of the event loop shares a write: what makes one durable costs more than all else. */
  start(): void;
  /** Resolves when nothing waits any more. */
  all(): Promise<void>;
  /** Entries of the write that is under way. */
  underWay(): number;
}

/** How a group is written, and what follows. */
interface GroupSteps {
  readonly queue: EntryQueue;
  /** Does one thing at a time to the log. */
  inTurn(job: () => Promise<void>): Promise<void>;
  monthFor(month: string): string;
  write(group: EntryGroup): Promise<void>;
  /** Those who wait for it were told that it is durable. */
  onWritten(): void;
  /** They were told, whatever became of it. */
  onTried(): void;
}

/**
 * For how long entries are gathered for one write, at most: turns of the event loop, which take no time where nothing else
 * is to be done, and milliseconds, where much is.
 */
const gathering = { turns: 8, milliseconds: 5 };

export function createGroupWriting(steps: GroupSteps): GroupWriting {
  const { queue } = steps;
  /** The last of the groups that were begun. */
  let last = Promise.resolve();
  let isStarted = false;
  let underWay = 0;

  function start(): void {
    if (isStarted) return;
    isStarted = true;
    last = steps.inTurn(async () => {
      await gather();
      await writeWaiting();
    });
  }

  async function writeWaiting(): Promise<void> {
    isStarted = false;
    const group = queue.take(({ month }) => steps.monthFor(month));
    if (group === undefined) return;
    if (queue.size > 0) start();
    underWay = group.entries.length;
    try {
      await steps.write(group);
      for (const { wait } of group.entries) wait.resolve();
      steps.onWritten();
    } catch (error) {
      for (const { wait } of group.entries) wait.reject(error);
    } finally {
      underWay = 0;
      steps.onTried();
    }
  }

  /** A group that is written may leave another one behind. */
  async function all(): Promise<void> {
    if (!isStarted) return;
    await last;
    await all();
  }

  return { start, all, underWay: () => underWay };
}

async function gather(): Promise<void> {
  const end = performance.now() + gathering.milliseconds;
  for (let turn = 0; turn < gathering.turns && performance.now() < end; turn++) await turnOver();
}
