/** The clock says a month that is more than one ahead of all that this process has seen. */
export class ClockAheadError extends Error {
  override readonly name = 'ClockAheadError';

  constructor(month: string, known: string) {
    super(
      `the clock says ${month}, and the last month that this process has seen is ${known}. Set the clock right; if it is right, start this process again`,
    );
  }
}

/** Which month may be begun: time goes by month after month, and a clock that leaps is wrong. */
export interface MonthSteps {
  /** @throws ClockAheadError where a month is more than one ahead of the last */
  see(month: string): void;
}

/** @param opened the month in which this process opened, `YYYY-MM`: it may be long after the last entry */
export function createMonthSteps(opened: string): MonthSteps {
  let known = opened;
  return {
    see(month) {
      if (month <= known) return;
      if (month > monthAfter(known)) throw new ClockAheadError(month, known);
      known = month;
    },
  };
}

/** The month after one, `YYYY-MM`. */
export function monthAfter(month: string): string {
  return Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString();
}
