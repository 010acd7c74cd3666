import { createPause } from '../../subgraphs/kit/events/pause.ts';
import type { WorkerProcess } from './worker-process.ts';

/** How workers are asked whether they are alive. */
export interface PulseTerms {
  /** Milliseconds from one question to the next. */
  readonly every: number;
  /** Milliseconds by which a timer of this process may be late, so that its silence still says something of the worker. */
  readonly late: number;
  /** After how many questions in a row without a sign of it a worker is ended: its loop does not turn any more. */
  readonly patience: number;
}

/**
 * Asks a worker what it has counted as long as it runs, and ends one that is silent. Its last count is then never old.
 *
 * This process, when it was stopped or had no CPU, runs its timers before it reads what workers sent meanwhile, and would take
 * them for silent. So only questions count that were waited for without a stall; after one, counting begins anew.
 *
 * @param now milliseconds of a clock that is never set
 */
export async function watchPulse(
  worker: WorkerProcess,
  { every, late, patience }: PulseTerms,
  tell: (line: string) => void,
  now = () => performance.now(),
): Promise<void> {
  const pause = createPause();
  const state = { hasEnded: false };
  const whenEnded = async () => {
    await worker.ended;
    state.hasEnded = true;
    pause.end();
  };
  void whenEnded();
  for (let unanswered = 0; unanswered < patience;) {
    const [askedAt, heard] = [now(), worker.heard()];
    void worker.count().catch(() => undefined);
    await pause.wait(every);
    if (state.hasEnded) return;
    const isSilent = worker.heard() === heard && now() - askedAt <= every + late;
    unanswered = isSilent ? unanswered + 1 : 0;
  }
  const seconds = (patience * every) / 1_000;
  tell(`Worker ${worker.number} has said nothing to ${patience} questions in ${seconds} s: it is ended.`);
  worker.kill();
}
