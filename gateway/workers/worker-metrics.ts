import { AggregatorRegistry } from 'prom-client';
import type { CountedMetrics } from '../../subgraphs/kit/metrics/counted-metrics.ts';
import { createPrimaryMetrics } from './primary-metrics.ts';
import type { WorkerProcess } from './worker-process.ts';

/** The metrics of all workers, added up, and of the primary itself. */
export interface WorkerMetrics {
  add(worker: WorkerProcess): void;
  /** In the text form of Prometheus. Of a worker that does not tell them in time those that it told last. */
  read(): Promise<string>;
  /** The same as numbers. */
  counted(): Promise<CountedMetrics>;
}

export function createWorkerMetrics(): WorkerMetrics {
  const workers = new Set<WorkerProcess>();
  const ownCounts = createPrimaryMetrics();
  /** Of workers that have ended: a counter never goes back. */
  let kept: CountedMetrics = [];
  const keep = async (worker: WorkerProcess) => {
    const counted = worker.lastCount()?.filter(isCounter) ?? [];
    const sum = await addUp([kept, counted]).getMetricsAsJSON();
    // In one step: at each moment a worker is either one that is asked or among those that are kept.
    kept = sum;
    workers.delete(worker);
  };
  let keeping: Promise<void> = Promise.resolve();
  const sum = async () => {
    const told = await Promise.all(
      Array.from(workers, async (worker) => ({
        worker,
        counted: await worker.count().catch(() => worker.lastCount() ?? []),
      })),
    );
    const own = await ownCounts();
    await keeping;
    // What one counted that has ended meanwhile is among what is kept.
    const running = told.filter(({ worker }) => workers.has(worker));
    return addUp([own, kept, ...running.map(({ counted }) => counted)]);
  };
  return {
    add(worker) {
      workers.add(worker);
      void worker.ended.then(() => (keeping = keeping.then(() => keep(worker)).catch(() => undefined)));
    },
    read: async () => (await sum()).metrics(),
    counted: async () => (await sum()).getMetricsAsJSON(),
  };
}

/** What stands at a moment (a gauge) ends with the worker. */
function isCounter({ type }: CountedMetrics[number]): boolean {
  return String(type) !== 'gauge';
}

function addUp(counted: readonly CountedMetrics[]) {
  return AggregatorRegistry.aggregate(counted.map((metrics) => [...metrics]));
}
