/** How many requests end a second, lately. */
export interface CompletionRate {
  /** One has ended. */
  count(): void;
  /** Looks at the clock. @param now milliseconds */
  observe(now: number): void;
  perSecond(): number;
}

/** Part of the newest look in what is told: that of about the last half second, looked at twenty times a second. */
const newest = 0.1;

/** @param now milliseconds of the clock that is observed */
export function createCompletionRate(now: number): CompletionRate {
  let last = now;
  let ended = 0;
  let rate = 0;
  return {
    count: () => void ended++,
    observe(moment) {
      if (moment <= last) return;
      const seen = (ended * 1_000) / (moment - last);
      rate += newest * (seen - rate);
      last = moment;
      ended = 0;
    },
    perSecond: () => rate,
  };
}
