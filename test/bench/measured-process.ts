import { getHeapSpaceStatistics } from 'node:v8';

/** What a process has used since it began. */
export interface Usage {
  /** User and system time, seconds, of all its threads. */
  readonly cpu: number;
  /** Resident memory, bytes. */
  readonly memory: number;
  /** Of the memory, what V8 takes for old and leaves to its great collections, bytes. */
  readonly old: number;
}

/** What the process that measures sends to one that is measured. */
export type Order = { readonly kind: 'start'; readonly setup: unknown } | { readonly kind: 'usage' };

/** What a measured process answers: once that it is ready, then its usage as often as it is asked. */
export type Report =
  { readonly kind: 'ready'; readonly ready: unknown } | { readonly kind: 'usage'; readonly usage: Usage };

/**
 * The measured side: starts when it is told what to be, reports what it uses, and ends with the process that measures.
 *
 * @param start gives what the measuring process has to know, such as an address
 */
export function serveMeasured<Setup, Ready>(start: (setup: Setup) => Promise<Ready>): void {
  const report = (message: Report) => process.send?.(message);
  process.on('message', (order: Order) => {
    if (order.kind === 'usage') {
      const { user, system } = process.cpuUsage();
      const usage = { cpu: (user + system) / 1e6, memory: process.memoryUsage.rss(), old: oldBytes() };
      report({ kind: 'usage', usage });
    } else {
      void start(order.setup as Setup).then((ready) => report({ kind: 'ready', ready }));
    }
  });
  // By an exit of its own, so that a profile of it is written.
  process.once('disconnect', () => process.exit());
}

function oldBytes(): number {
  return getHeapSpaceStatistics()
    .filter(({ space_name: name }) => name === 'old_space')
    .reduce((bytes, { space_used_size: used }) => bytes + used, 0);
}
