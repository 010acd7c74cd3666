import { expect, test } from 'vitest';
import { boundedCache } from '../../gateway/federation/bounded-cache.ts';

test('what was used last is kept, up to the weight that all may have', () => {
  const cache = boundedCache<string>(3);
  for (const key of ['a', 'b', 'c']) cache.set(key, key);
  cache.get('a');
  cache.set('d', 'd');
  expect(['a', 'b', 'c', 'd'].map(cache.get)).toEqual(['a', undefined, 'c', 'd']);
  cache.set('ee', 'ee');
  expect(['a', 'c', 'd', 'ee'].map(cache.get)).toEqual([undefined, undefined, 'd', 'ee']);
});

test('a value that takes the place of another weighs once', () => {
  const cache = boundedCache<number>(3, (_, value) => value);
  cache.set('a', 2);
  cache.set('a', 1);
  cache.set('b', 2);
  expect(['a', 'b'].map(cache.get)).toEqual([1, 2]);
});

test('what weighs more than all may is not kept', () => {
  const cache = boundedCache<number>(3, (_, value) => value);
  cache.set('a', 4);
  expect(cache.get('a')).toBeUndefined();
  cache.set('b', 3);
  expect(cache.get('b')).toBe(3);
});
