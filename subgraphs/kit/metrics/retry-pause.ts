/** Statuses with which OTLP over HTTP says that the same may be sent again. */
const passing: ReadonlySet<number> = new Set([429, 502, 503, 504]);
/** Milliseconds. */
const first = 1_000;
const longest = 5_000;
/** As often as one thing is sent at most: a collector may wish to be asked again at once, for ever. */
const mostTries = 5;

/** How an attempt failed. */
export interface FailedAttempt {
  /** Of HTTP; undefined where there was no answer. */
  readonly status?: number | undefined;
  /** Its header `retry-after`, where there was one. */
  readonly retryAfter?: string | undefined;
}

/**
 * How long to wait before the same is sent again, as OTLP over HTTP wants it: as long as the collector says, or twice as long
 * each time, and by chance not all at once.
 *
 * @param tries how many have failed
 * @param now milliseconds since 1970
 * @returns milliseconds; undefined where it is not to be sent again
 */
export function retryPause(
  { status, retryAfter }: FailedAttempt,
  tries: number,
  now = Date.now(),
  chance = Math.random(),
): number | undefined {
  if (tries >= mostTries || (status !== undefined && !passing.has(status))) return undefined;
  const wished = retryAfter === undefined ? Number.NaN : asMilliseconds(retryAfter, now);
  if (!Number.isNaN(wished)) return Math.max(wished, 0);
  return Math.min(first * 2 ** (tries - 1), longest) * (0.5 + chance / 2);
}

/** Seconds, or a date. */
function asMilliseconds(retryAfter: string, now: number): number {
  return /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - now;
}
