/** A value of the law with the day from which it holds and the article that says so. */
export interface Dated<T> {
  /** ISO 8601, the first day. A row holds until the next one begins. */
  readonly from: string;
  readonly value: T;
  readonly article: string;
}

/** The rules of this folder do not reach back that far: a claim of that day is decided by an older law. */
export class NotInForceError extends Error {
  override readonly name = 'NotInForceError';
}

/** Whether a day lies before all that is known. */
export function isBefore(rows: readonly Dated<unknown>[], on: Temporal.PlainDate): boolean {
  return rows.every(({ from }) => on.toString() < from);
}

/**
 * The row that is in force on the day of the event (a birth, the start of a leave), never on today's: so an old claim
 * that is assessed again gives what it gave.
 *
 * @param rows oldest first
 * @throws NotInForceError when the first row begins later
 */
export function inForce<T>(rows: readonly Dated<T>[], on: Temporal.PlainDate): Dated<T> {
  const day = on.toString();
  const row = rows.findLast(({ from }) => from <= day);
  if (row === undefined) {
    throw new NotInForceError(
      `No rule for an event before ${rows[0]?.from ?? 'the law'}: decide it by the law of its day.`,
    );
  }
  return row;
}
