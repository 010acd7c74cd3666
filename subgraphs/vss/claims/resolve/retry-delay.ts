/** Seconds to the first try after a source was away, and to the last ones. */
const delay = { first: 5, longest: 3600 } as const;

/** How long to wait before a source that was away is asked again: twice as long each time, an hour at most; seconds. */
export function retryDelay(attempts: number): number {
  return Math.min(delay.longest, delay.first * 2 ** Math.min(attempts, 30));
}

/** How often a claim that waits for a paper is looked at although no event has woken it; seconds. */
export const quietDelay = 24 * 3600;

/** How often a source that was away is asked for some claim, while the time of none has come; seconds. */
export const probeDelay = 30;
