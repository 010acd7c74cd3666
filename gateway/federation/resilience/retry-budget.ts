import type { RetryLimits } from '../../limits/limits.ts';

/** How many calls may still be sent again. */
export interface RetryBudget {
  /** Counts a call that is sent for the first time. */
  earn(): void;
  /** @returns whether one may be sent again */
  spend(): boolean;
}

/**
 * A share of all calls may be sent again: a source that drops one call in a hundred is helped, and one that is down is not
 * sent twice as much.
 */
export function createRetryBudget({ share, most }: RetryLimits): RetryBudget {
  let saved = most;
  return {
    earn() {
      saved = Math.min(most, saved + share);
    },
    spend() {
      if (saved < 1) return false;
      saved -= 1;
      return true;
    },
  };
}
