/** Milliseconds between two looks. */
const period = 50;

/**
 * Tells how late the event loop is, time and again.
 *
 * @param tell is told milliseconds
 * @returns ends it
 */
export function watchEventLoop(tell: (delay: number) => void): () => void {
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    tell(Math.max(0, now - last - period));
    last = now;
  }, period);
  timer.unref();
  return () => clearInterval(timer);
}
