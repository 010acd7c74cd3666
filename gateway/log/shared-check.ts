import type { Wait, Waits } from './waits.ts';

/**
 * A check that all share who ask for it while it is under way: where a store does not answer, it is not asked by each of them.
 *
 * @param waits of those who wait for the log
 */
export function shareCheck(
  waits: Waits,
  check: () => Promise<void>,
): (until: number | undefined) => Promise<void> {
  const asking = new Set<Wait>();
  let isUnderWay = false;

  async function run(): Promise<void> {
    isUnderWay = true;
    const tell = await check().then(
      () => (wait: Wait) => wait.resolve(),
      (error: unknown) => (wait: Wait) => wait.reject(error),
    );
    isUnderWay = false;
    asking.forEach(tell);
    asking.clear();
  }

  return (until) => {
    const wait = waits.begin(until, () => asking.delete(wait));
    asking.add(wait);
    if (!isUnderWay) void run();
    return wait.promise;
  };
}
