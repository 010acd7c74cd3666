import { expect, test } from 'vitest';
import { mapKey } from '../../gateway/operation/map-key.ts';

const long = (last: string) => `"${'x'.repeat(20_000)}${last}"`;

test('texts that are too long to be told apart in a map are looked up by a digest, each by its own', () => {
  const keys = ['a', 'b', 'a'].map((last) => mapKey(long(last)));
  expect(new Set(keys).size).toBe(2);
  expect(Math.max(...keys.map((key) => key.length))).toBeLessThan(100);
});

test('a short text is its own key, and no digest of another', () => {
  expect(mapKey('{"id":"1"}')).toBe('{"id":"1"}');
  expect(mapKey(mapKey(long('a')))).toBe(mapKey(long('a')));
});
