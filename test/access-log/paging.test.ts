import { expect, test } from 'vitest';
import { pageThroughLongLog, searches } from './logged-paging.ts';

test('each page of each search of a log of two gateways brings what was written, once, in one order', async () => {
  const checked = await pageThroughLongLog(250, { first: 8, mostPages: 60 });
  const isRight = { missing: 0, twice: 0, strange: 0, isInOrder: true };
  expect(checked).toMatchObject(searches.map((search) => ({ search, ...isRight })));
  for (const { found, expected } of checked) expect(found).toBe(expected);
  // Of nine searches something is found, or they would say nothing.
  expect(checked.filter(({ found }) => found > 0).length).toBeGreaterThan(8);
});
