import { expect, test } from 'vitest';
import { createReplayGuard } from '../../subgraphs/kit/trust/replay-guard.ts';

test('an id is new once, until it has expired and would be refused for its age', () => {
  let now = 1000;
  const guard = createReplayGuard(() => now);
  expect(guard.firstUse('a', 1030)).toBe(true);
  expect(guard.firstUse('b', 1031)).toBe(true);
  expect(guard.firstUse('a', 1030)).toBe(false);
  now = 1030;
  expect(guard.firstUse('a', 1030)).toBe(false);
  now = 1030.5;
  expect(guard.firstUse('a', 1060)).toBe(true);
  expect(guard.firstUse('b', 1031)).toBe(false);
});
