import type { LoadLimits } from '../limits/limits.ts';

/** What was seen since the last look. */
export interface LoadSign {
  /** Milliseconds by which the event loop is late. */
  readonly delay: number;
  /** Whether anybody waited. */
  readonly isWaiting: boolean;
}

/**
 * How many requests may be under way from now on. While the process keeps up, as many as want to; once its event loop is
 * late, fewer at a time finish sooner and as many in all. It grows slowly and shrinks fast, as congestion windows do.
 */
export function adaptInFlight(
  current: number,
  { delay, isWaiting }: LoadSign,
  { inFlight, leastInFlight, loopDelay }: Pick<LoadLimits, 'inFlight' | 'leastInFlight' | 'loopDelay'>,
): number {
  if (delay > loopDelay) return Math.max(leastInFlight, Math.floor(current * 0.9));
  return isWaiting ? Math.min(inFlight, current + Math.ceil(current * 0.05)) : current;
}
