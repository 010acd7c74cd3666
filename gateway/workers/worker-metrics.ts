import { AggregatorRegistry } from 'prom-client';
import type { CountedMetrics } from '../observability/gateway-metrics.ts';
import type { WorkerProcess } from './worker-process.ts';

/** The metrics of all workers, added up. */
export interface WorkerMetrics {
  add(worker: WorkerProcess): void;
  /** In the text form of Prometheus. Of a worker that does not tell them in time those that it told last. */
  read(): Promise<string>;
}

export function createWorkerMetrics(): WorkerMetrics {
  const workers = new Set<WorkerProcess>();
  /** Of workers that have ended: a counter never goes back. */
  let kept: CountedMetrics = [];
  const keep = async (worker: WorkerProcess) => {
    workers.delete(worker);
    const counted = worker.lastCount()?.filter(isCounter);
    if (counted) kept = await addUp([kept, counted]).getMetricsAsJSON();
  };
  let keeping: Promise<void> = Promise.resolve();
  return {
    add(worker) {
      workers.add(worker);
      void worker.ended.then(() => (keeping = keeping.then(() => keep(worker)).catch(() => undefined)));
    },
    async read() {
      const told = await Promise.all(
        Array.from(workers, (worker) => worker.count().catch(() => worker.lastCount() ?? [])),
      );
      await keeping;
      return addUp([kept, ...told]).metrics();
    },
  };
}

/** What stands at a moment (a gauge) ends with the worker. */
function isCounter({ type }: CountedMetrics[number]): boolean {
  return String(type) !== 'gauge';
}

function addUp(counted: readonly CountedMetrics[]) {
  return AggregatorRegistry.aggregate(counted.map((metrics) => [...metrics]));
}
