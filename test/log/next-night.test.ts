import { expect, test } from 'vitest';
import { untilNight } from '../../gateway/cli/log/next-night.ts';

test.each([
  ['2026-11-27T18:59:59Z', 1],
  ['2026-11-27T19:00:00Z', 24 * 3_600],
  ['2026-12-31T20:00:00Z', 23 * 3_600],
])('at %s the next night of Vietnam begins in %i seconds', (now, seconds) => {
  expect(untilNight(Temporal.Instant.from(now))).toBe(seconds * 1_000);
});
