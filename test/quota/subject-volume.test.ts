import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSubjectVolume } from '../../gateway/quota/subject-volume.ts';

const hour = 60 * 60 * 1_000;
/** Half past nine in the morning in Viet Nam. */
const morning = Date.parse('2026-11-26T02:30:00Z');
const quota = { perHour: 3, perDay: 5 };
const sighting = (subjects: readonly string[], misses = 0, actor = 'desk officer') => ({
  actor,
  subjects,
  misses,
});

test('the same people may be looked at all day, and new ones up to the quota of the hour', () => {
  const { count } = createSubjectVolume();
  expect(count(sighting(['a', 'b', 'c']), quota, morning)).toBeUndefined();
  for (let i = 0; i < 100; i++) expect(count(sighting(['c', 'a']), quota, morning)).toBeUndefined();
  expect(count(sighting(['d']), quota, morning)).toBe(hour / 2);
});

test('one answer that names too many is held back whole, and counts for nothing', () => {
  const { count } = createSubjectVolume();
  expect(count(sighting(['a', 'b', 'c', 'd']), quota, morning)).toBe(hour / 2);
  expect(count(sighting(['x', 'y', 'z']), quota, morning)).toBeUndefined();
});

test('the next hour begins anew, and the day does not', () => {
  const { count } = createSubjectVolume();
  expect(count(sighting(['a', 'b', 'c']), quota, morning)).toBeUndefined();
  expect(count(sighting(['d', 'e']), quota, morning + hour)).toBeUndefined();
  // Until midnight in Viet Nam.
  expect(count(sighting(['f']), quota, morning + 2 * hour)).toBe(12.5 * hour);
  expect(count(sighting(['f']), quota, morning + 14.5 * hour)).toBeUndefined();
});

test.each([hour, 24 * hour])('what is told late does not turn back a period of %d ms', (length) => {
  const { count } = createSubjectVolume();
  const begins = Math.ceil((morning + 7 * hour) / length) * length - 7 * hour;
  expect(count(sighting(['a', 'b', 'c']), quota, begins)).toBeUndefined();
  expect(count(sighting(['d']), quota, begins - 1)).toBe(hour + 1);
  expect(count(sighting(['d']), quota, begins)).toBe(hour);
});

test('look-ups that find nobody count as people, each time', () => {
  const { count } = createSubjectVolume();
  expect(count(sighting([], 2), quota, morning)).toBeUndefined();
  expect(count(sighting(['a'], 1), quota, morning)).toBe(hour / 2);
  expect(count(sighting(['a']), quota, morning)).toBeUndefined();
  expect(count(sighting(['a'], 0), quota, morning)).toBeUndefined();
});

test('what was told anyway counts although it is too much, so that nobody new is told of after it', () => {
  const { count } = createSubjectVolume();
  const told = { ...sighting(['a', 'b', 'c', 'd']), isToldAnyway: true };
  expect(count(told, quota, morning)).toBe(hour / 2);
  expect(count(sighting(['a', 'd']), quota, morning)).toBeUndefined();
  expect(count(sighting(['e']), quota, morning)).toBe(hour / 2);
  // The day has room for one more.
  expect(count(sighting(['e']), quota, morning + hour)).toBeUndefined();
  expect(count(sighting(['f']), quota, morning + hour)).toBe(13.5 * hour);
});

test('one actor does not use up what another may see', () => {
  const { count } = createSubjectVolume();
  expect(count(sighting(['a', 'b', 'c']), quota, morning)).toBeUndefined();
  expect(count(sighting(['d'], 0, 'desk other'), quota, morning)).toBeUndefined();
});

test('whatever is asked in whatever order, nobody learns of more people than the quota', () => {
  const asked = fc.record({
    subjects: fc.array(fc.constantFrom(...'abcdefghij'), { maxLength: 6 }),
    misses: fc.nat(2),
    // A clock that is set, or a question that is overtaken, goes back.
    after: fc.integer({ min: -hour, max: hour }),
  });
  fc.assert(
    fc.property(fc.array(asked, { maxLength: 40 }), (requests) => {
      const { count } = createSubjectVolume();
      const told: { readonly at: number; readonly subjects: readonly string[] }[] = [];
      let now = morning;
      let at = 0;
      for (const { subjects, misses, after } of requests) {
        now += after;
        // A period that has begun is not left again.
        at = Math.max(at, now);
        if (count(sighting(subjects, misses), quota, now) === undefined) told.push({ at, subjects });
      }
      const inPeriod = (length: number) =>
        Map.groupBy(told, (each) => Math.floor((each.at + 7 * hour) / length))
          .values()
          .map((each) => new Set(each.flatMap(({ subjects }) => subjects)).size);
      expect(Math.max(0, ...inPeriod(hour))).toBeLessThanOrEqual(quota.perHour);
      expect(Math.max(0, ...inPeriod(24 * hour))).toBeLessThanOrEqual(quota.perDay);
    }),
  );
});
