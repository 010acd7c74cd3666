import { createPause } from '../../subgraphs/kit/events/pause.ts';
import type { WorkerProcess } from './worker-process.ts';

/** How workers are asked whether they are alive; milliseconds. */
export interface PulseTerms {
  readonly every: number;
  /** How long one may say nothing: its loop does not turn any more. */
  readonly patience: number;
}

/** Asks a worker what it has counted as long as it runs, and ends one that is silent. Its last count is then never old. */
export async function watchPulse(
  worker: WorkerProcess,
  { every, patience }: PulseTerms,
  tell: (line: string) => void,
): Promise<void> {
  const pause = createPause();
  const state = { hasEnded: false };
  const whenEnded = async () => {
    await worker.ended;
    state.hasEnded = true;
    pause.end();
  };
  void whenEnded();
  for (;;) {
    await pause.wait(every);
    if (state.hasEnded) return;
    if (worker.silentFor() > patience) {
      tell(`Worker ${worker.number} has said nothing for ${patience / 1_000} s: it is ended.`);
      worker.kill();
      return;
    }
    await worker.count().catch(() => undefined);
  }
}
