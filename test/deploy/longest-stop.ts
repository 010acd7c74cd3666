import { patience } from '../../gateway/workers/gateway-workers.ts';
import { closeGrace, workGrace } from '../../subgraphs/kit/close-within.ts';
import { stopPatience } from '../../subgraphs/kit/metrics/collector-exporter.ts';

/**
 * Milliseconds that a gateway takes to end, whatever its callers, its workers and its collector do.
 *
 * @param drain milliseconds, as `limits.time.drain`
 */
export function longestStop(drain: number): number {
  return drain + patience.end + stopPatience;
}

/** Milliseconds that an agency takes to end: its work, its calls, its seals and events, and the last push of metrics. */
export const longestAgencyStop = workGrace + closeGrace + workGrace + stopPatience;
