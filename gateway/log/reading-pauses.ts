/** Between two readings, in milliseconds; it doubles with each until none was wanted for twice the longest. */
const pauses = { first: 100, longest: 60_000 };

/**
 * Keeps a process that is overtaken again and again from reading its month again and again: whoever writes there needs the
 * store more.
 *
 * @returns does what reads, the first time at once; undefined while the pause after the last time is not over
 */
export function createReadingPauses(): <T>(read: () => Promise<T>) => Promise<T | undefined> {
  let pause = 0;
  let ended = -Infinity;
  return async (read) => {
    const since = performance.now() - ended;
    if (since < pause) return undefined;
    const doubled = Math.min(Math.max(2 * pause, pauses.first), pauses.longest);
    pause = since > 2 * pauses.longest ? pauses.first : doubled;
    try {
      return await read();
    } finally {
      ended = performance.now();
    }
  };
}
