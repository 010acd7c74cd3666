/** However late a write begins, it is given this long, in milliseconds: an answer that is ready at the last moment is not lost for that. */
const leastWait = 1_000;

/**
 * Waits for the log no longer than for the request it is about. What is written later all the same says too much, never too little.
 *
 * @param until moment of `performance.now()`; no end if undefined
 * @throws Error when it is not done by then, or as the work does
 */
export async function within(until: number | undefined, work: Promise<void>): Promise<void> {
  if (until === undefined) return work;
  const { promise: late, reject } = Promise.withResolvers<never>();
  const wait = Math.max(until - performance.now(), leastWait);
  const timer = setTimeout(() => reject(new Error('The log did not answer in time.')), wait);
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
