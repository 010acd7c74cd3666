import { afterEach, beforeEach, vi } from 'vitest';

/** A monotonic clock that stands still in the tests of a file until it is turned on. @returns turns it on by milliseconds */
export function useTurnedClock(): (milliseconds: number) => void {
  let time: number;
  beforeEach(() => {
    time = 5_000_000;
    vi.spyOn(performance, 'now').mockImplementation(() => time);
  });
  afterEach(() => vi.restoreAllMocks());
  return (milliseconds) => {
    time += milliseconds;
  };
}
