/**
 * What comes of some work, if it comes in time. The work itself goes on: whoever began it ends it.
 *
 * @throws Error with the code ETIMEDOUT where it does not
 */
export async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(Object.assign(new Error(`Nothing came of it in ${milliseconds} ms.`), { code: 'ETIMEDOUT' }));
  }, milliseconds);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
