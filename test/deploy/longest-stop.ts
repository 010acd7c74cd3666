import { patience } from '../../gateway/workers/supervise-gateway.ts';
import { stopPatience } from '../../subgraphs/kit/metrics/collector-exporter.ts';

/**
 * Milliseconds that a gateway takes to end, whatever its callers, its workers and its collector do.
 *
 * @param drain milliseconds, as `limits.time.drain`
 */
export function longestStop(drain: number): number {
  return drain + patience.end + stopPatience;
}
