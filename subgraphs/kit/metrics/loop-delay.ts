import { monitorEventLoopDelay } from 'node:perf_hooks';

type Monitor = ReturnType<typeof monitorEventLoopDelay>;

/** What is read of it: nanoseconds. */
export type LoopDelay = Pick<Monitor, 'count' | 'min' | 'max' | 'mean' | 'stddev' | 'percentile' | 'reset'>;

/** Milliseconds that whoever reads is told of at least: as long as the longest usual time between two readings. */
const span = 60_000;

/**
 * How late the event loop is. Reading forgets nothing, so that whoever reads, and however many, is told the same: all of the
 * last minute, and at most what came in the one before. Two histograms take turns, the one that began earlier is read.
 *
 * @param now milliseconds of a clock that is never set
 * @param start begins to measure
 */
export function watchLoopDelay(
  now: () => number = () => performance.now(),
  start: () => LoopDelay = startMonitor,
): () => LoopDelay {
  let [read, next] = [start(), start()];
  let turned = now();
  return () => {
    if (now() - turned >= span) {
      turned = now();
      read.reset();
      [read, next] = [next, read];
    }
    return read;
  };
}

function startMonitor(): Monitor {
  const monitor = monitorEventLoopDelay({ resolution: 10 });
  monitor.enable();
  return monitor;
}
