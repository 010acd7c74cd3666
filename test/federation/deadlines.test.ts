import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDeadlines } from '../../gateway/federation/http-client/deadlines.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Deadlines that note which of them were missed, and when. */
function noted() {
  const deadlines = createDeadlines();
  const late: [string, number][] = [];
  const started = performance.now();
  const begin = (name: string, within: number) => {
    const deadline = {
      at: performance.now() + within,
      late: () => late.push([name, performance.now() - started]),
    };
    const open = deadlines.begin(deadline);
    return () => deadlines.end(open);
  };
  return { begin, late };
}

test('each deadline is missed at its moment, in whatever order they began', () => {
  const { begin, late } = noted();
  begin('second', 200);
  begin('third', 300);
  begin('first', 100);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(150);
  begin('at once', 0);
  vi.advanceTimersByTime(1);
  expect(late).toEqual([
    ['first', 100],
    ['at once', 150],
  ]);
  vi.advanceTimersByTime(1_000);
  expect(late.slice(2)).toEqual([
    ['second', 200],
    ['third', 300],
  ]);
});

test('what is over is not missed, and does not keep the others from it', () => {
  const { begin, late } = noted();
  const ends = [begin('first', 100), begin('alike', 100)];
  begin('other', 150);
  for (const end of ends) end();
  vi.advanceTimersByTime(120);
  begin('later', 100);
  vi.advanceTimersByTime(1_000);
  expect(late).toEqual([
    ['other', 150],
    ['later', 220],
  ]);
  expect(vi.getTimerCount()).toBe(0);
});

test('one that begins while another is missed is missed too', () => {
  const deadlines = createDeadlines();
  const late = vi.fn<() => void>();
  const again = () => deadlines.begin({ at: performance.now() + 50, late });
  deadlines.begin({ at: performance.now() + 100, late: again });
  vi.advanceTimersByTime(149);
  expect(late).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(late).toHaveBeenCalledOnce();
});
