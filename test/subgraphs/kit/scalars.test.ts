import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DateScalar, DateTimeScalar, SafeIntScalar } from '../../../subgraphs/kit/scalars.ts';

describe('a day', () => {
  test('is read and written as it is', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10);
          expect(DateScalar.serialize(DateScalar.parseValue(day))).toBe(day);
          expect(DateScalar.serialize(day)).toBe(day);
        },
      ),
    );
  });

  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-1-1',
    '20260101',
    '2026-01-01T00:00:00Z',
    '',
    '+002026-01-01',
  ])('is not "%s"', (value) => {
    expect(() => DateScalar.parseValue(value)).toThrow('Date must be a calendar day like 2026-07-01.');
  });
});

describe('an instant', () => {
  test('is written in UTC, whatever zone it came in', () => {
    const instant = DateTimeScalar.parseValue('2026-07-01T08:30:00+07:00');
    expect(DateTimeScalar.serialize(instant)).toBe('2026-07-01T01:30:00Z');
    expect(DateTimeScalar.serialize('2026-07-01T08:30:00+07:00')).toBe('2026-07-01T01:30:00Z');
  });

  test.each(['2026-07-01', '2026-07-01T08:30:00', 'now', ''])('is not "%s"', (value) => {
    expect(() => DateTimeScalar.parseValue(value)).toThrow(
      'DateTime must be an instant like 2026-07-01T08:30:00Z.',
    );
  });
});

describe('an amount', () => {
  test.each([0, -1, 9_007_199_254_740_991])('can be %i', (value) => {
    expect(SafeIntScalar.parseValue(value)).toBe(value);
    expect(SafeIntScalar.serialize(value)).toBe(value);
  });

  test.each([0.5, 9_007_199_254_740_992, Number.NaN, '12', true, null])('is not %s', (value) => {
    expect(() => SafeIntScalar.parseValue(value)).toThrow('SafeInt must be a whole number');
    expect(() => SafeIntScalar.serialize(value)).toThrow('SafeInt');
  });
});
