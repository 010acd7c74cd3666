import fc from 'fast-check';
import { GraphQLFloat, GraphQLInt, GraphQLString, type GraphQLLeafType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { bandStarts, maskResult } from '../../../subgraphs/kit/access/mask.ts';
import { DateScalar } from '../../../subgraphs/kit/scalars.ts';

const key = 'a secret of the agency, long enough';
const mask = (value: unknown, name: string, type: GraphQLLeafType = GraphQLString) =>
  maskResult(value, type, [name], key);

const text = fc.string({ unit: 'grapheme', minLength: 1 });
const date = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const count = fc.double({ min: 0, max: 1e6, noNaN: true });

describe('LAST4', () => {
  test.each([
    ['0123456789', '****6789'],
    ['12345', '****2345'],
    ['1234', '****'],
    ['1', '****'],
    ['', '****'],
    // Four letters as people count them, though there are more code points.
    ['Ánh', '****'],
    ['Ánh'.normalize('NFD'), '****'],
    ['Nguyễn'.normalize('NFD'), `****${'uyễn'.normalize('NFD')}`],
    ['👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', '****'],
  ])('shows of %j no more than %j', (value, masked) => {
    expect(mask(value, 'LAST4')).toBe(masked);
  });

  test('depends on the last four characters alone, and never is the whole value', () => {
    const four = fc.string({ unit: 'grapheme-ascii', minLength: 4, maxLength: 4 });
    const rest = fc.string({ unit: 'grapheme-ascii', minLength: 1 });
    fc.assert(
      fc.property(four, rest, rest, (end, one, other) => {
        expect(mask(one + end, 'LAST4')).toBe(mask(other + end, 'LAST4'));
        expect(mask(one + end, 'LAST4')).toBe(`****${end}`);
      }),
    );
  });
});

describe('PRESENCE', () => {
  test('says of every text the same', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(mask(one, 'PRESENCE')).toBe(mask(other, 'PRESENCE'));
      }),
    );
  });
});

describe('YEAR_ONLY', () => {
  test('keeps the year and nothing else', () => {
    fc.assert(
      fc.property(date, (day) => {
        expect(mask(day, 'YEAR_ONLY', DateScalar)).toBe(`${day.slice(0, 4)}-01-01`);
      }),
    );
    expect(mask(Temporal.PlainDate.from('1990-05-17'), 'YEAR_ONLY', DateScalar)).toBe('1990-01-01');
  });
});

describe('BAND', () => {
  test.each([
    [0, 0],
    [10, 0],
    [10.5, 0],
    [11, 11],
    [20, 11],
    [30, 11],
    [40, 31],
    [50, 31],
    [60, 31],
    [61, 61],
    [180, 121],
    [4000, 366],
    [-3, 0],
  ])('shows of %d no more than %d', (value, band) => {
    expect(mask(value, 'BAND', GraphQLFloat)).toBe(band);
  });

  test('does not tell the days that the loss of a pregnancy gives from those around them', () => {
    for (const days of [10, 20, 40, 50]) {
      const shown = mask(days, 'BAND', GraphQLInt);
      expect([days - 1, days - 5].map((other) => mask(other, 'BAND', GraphQLInt))).toEqual([shown, shown]);
    }
  });

  test('is the start of a band that holds the value, and keeps the order of values', () => {
    fc.assert(
      fc.property(count, count, (one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)].map((value) =>
          Number(mask(value, 'BAND', GraphQLFloat)),
        ) as [number, number];
        expect(bandStarts).toContain(low);
        expect(low).toBeLessThanOrEqual(Math.min(one, other));
        expect(low).toBeLessThanOrEqual(high);
      }),
    );
  });
});

describe('PSEUDONYM', () => {
  test('is the same for equal values under one key, and differs otherwise', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const named = mask(one, 'PSEUDONYM');
        expect(mask(one, 'PSEUDONYM')).toBe(named);
        expect(named === mask(other, 'PSEUDONYM')).toBe(one === other);
        expect(named).not.toBe(maskResult(one, GraphQLString, ['PSEUDONYM'], `${key}!`));
      }),
    );
  });
});

const masks: readonly [name: string, type: GraphQLLeafType, values: fc.Arbitrary<unknown>][] = [
  ['PRESENCE', GraphQLString, text],
  ['LAST4', GraphQLString, text],
  ['PSEUDONYM', GraphQLString, text],
  ['YEAR_ONLY', DateScalar, date],
  ['BAND', GraphQLFloat, count],
];

describe.each(masks)('the mask %s', (name, type, values) => {
  test('gives a value of the same type', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(typeof mask(value, name, type)).toBe(typeof value);
      }),
    );
  });

  test('masks lists element by element, and null stays null', () => {
    fc.assert(
      fc.property(fc.array(fc.option(values)), (list) => {
        expect(mask(list, name, type)).toEqual(
          list.map((value) => (value === null ? null : mask(value, name, type))),
        );
      }),
    );
    expect(mask(null, name, type)).toBeNull();
    expect(mask(undefined, name, type)).toBeUndefined();
  });

  test('waits for what is still to come', async () => {
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        expect(await mask(Promise.resolve([Promise.resolve(value)]), name, type)).toBeInstanceOf(Array);
        expect(await mask(Promise.resolve(value), name, type)).toEqual(mask(value, name, type));
      }),
      { numRuns: 20 },
    );
  });
});

test.each(masks.filter(([name]) => name !== 'PSEUDONYM'))(
  'the mask %s hides no more when it is applied twice',
  (name, type, values) => {
    fc.assert(
      fc.property(values, (value) => {
        const once = mask(value, name, type);
        expect(mask(once, name, type)).toBe(once);
      }),
    );
  },
);

test('several masks hide what each of them hides', () => {
  expect(maskResult('0123456789', GraphQLString, ['LAST4', 'PRESENCE'], key)).toBe('****');
  expect(maskResult('0123456789', GraphQLString, ['PRESENCE', 'LAST4'], key)).toBe('****');
});

test('what a mask is not made for is hidden whole', () => {
  expect(mask(7, 'LAST4', GraphQLInt)).toBeNull();
  expect(mask('seven', 'BAND')).toBeNull();
  expect(mask('2026', 'YEAR_ONLY')).toBeNull();
  expect(mask('anything', 'UNKNOWN')).toBeNull();
  expect(maskResult('2026-07-01', DateScalar, ['BAND', 'YEAR_ONLY'], key)).toBeNull();
});

test('an error stays an error, so that it is told as one', () => {
  const error = new Error('away');
  expect(mask([error, '0123456789'], 'LAST4')).toEqual([error, '****6789']);
});
