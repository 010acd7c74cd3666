import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { mapKey } from '../../gateway/operation/map-key.ts';

/** Of more characters V8 makes one hash of all texts of one length, so that each would be compared with each. */
const longestHashed = 16_383;

test('texts of any length are told apart by keys of which a map makes hashes', () => {
  fc.assert(
    fc.property(fc.constantFrom(1, 8_000, 8_001, 20_000), fc.string(), fc.string(), (length, one, other) => {
      const [first, second] = [one, other].map((end) => `"${'x'.repeat(length)}${end}"`);
      expect(mapKey(`${first}`).length).toBeLessThanOrEqual(longestHashed);
      expect(mapKey(`${first}`) === mapKey(`${second}`)).toBe(first === second);
    }),
    { numRuns: 50 },
  );
});

test('no text is taken for the key of another one', () => {
  const long = `"${'x'.repeat(20_000)}"`;
  expect(mapKey(mapKey(long))).toBe(mapKey(long));
  // JSON does not begin so.
  expect(mapKey(long)).toMatch(/^#/);
});
