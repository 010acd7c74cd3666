/** How long what was read is good for those who ask after it. */
export interface Sharing {
  /** Milliseconds from the beginning of a reading; 0: only while it is under way. */
  readonly keep?: number;
  /** Milliseconds of a clock that is never set. */
  readonly now?: () => number;
}

/**
 * One reading for all who ask meanwhile: however many ask, the work is that of one.
 *
 * @returns reads, or tells what is being read or was read just now; a reading that failed is told only to those who waited for it
 */
export function shareRead<Result>(
  read: () => Promise<Result>,
  { keep = 0, now = () => performance.now() }: Sharing = {},
): () => Promise<Result> {
  let last: { readonly result: Promise<Result>; isOver: boolean; readonly begunAt: number } | undefined;
  return () => {
    if (last && (!last.isOver || now() - last.begunAt < keep)) return last.result;
    const reading = { result: read(), isOver: false, begunAt: now() };
    last = reading;
    reading.result.then(
      () => (reading.isOver = true),
      () => (last = undefined),
    );
    return reading.result;
  };
}
