/** What was awaited did not come in time. */
export class Late extends Error {
  override readonly name = 'Late';
  readonly code = 'ETIMEDOUT';
}

/**
 * What comes of some work, if it comes in time. The work itself goes on: whoever began it ends it.
 *
 * @throws Late where it does not
 */
export async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Late(`Not in ${milliseconds} ms.`)), milliseconds);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
