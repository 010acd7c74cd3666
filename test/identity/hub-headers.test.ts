import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hubHeaders, readHubHeaders, reasonHeader } from '../../gateway/identity/request/hub-headers.ts';
import { anyText, refusalOf } from './request-maker.ts';

const names = [...Object.values(hubHeaders).map(({ name }) => name), reasonHeader];

function readReason(value: string): string | undefined {
  return readHubHeaders({ [reasonHeader]: [value] }).reason;
}

test('no header is stated by a request that has none, and it is no dry run', () => {
  expect(Object.values(readHubHeaders({ 'hub-purposes': ['A'], host: ['a'] }))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    false,
  ]);
});

describe('any header', () => {
  const value = fc.oneof(fc.string(), anyText, fc.string({ unit: 'grapheme' }));
  const headers = fc.dictionary(fc.constantFrom(...names), fc.array(value, { maxLength: 3 }));

  test('is taken as it is or refused, without a crash and without a word of it', () => {
    fc.assert(
      fc.property(headers, (sent) => {
        const refused = refusalOf(() => readHubHeaders(sent));
        if (refused === undefined) return;
        expect(refused.code).toBe('HUB_HEADER_INVALID');
        const own = names.map((name) => refusalOf(() => readHubHeaders({ [name]: ['\u0000'] }))?.message);
        const twice = names.map((name) => `\`${name}\` may be stated only once.`);
        const length = `\`${reasonHeader}\` must have 10 to 500 characters.`;
        expect([...own, ...twice, length]).toContain(refused.message);
      }),
    );
  });

  test('stated twice is refused, even with the same value', () => {
    for (const name of names) {
      const message = refusalOf(() => readHubHeaders({ [name]: ['A', 'A'] }))?.message;
      expect(message).toBe(`\`${name}\` may be stated only once.`);
    }
  });
});

describe('a case', () => {
  test.each(['BHXH-2026-000123', '8bTR5m3RqFQ5463qzRnD3s', '-startsWithDash_', '01/2026.A'])(
    'such as %s is taken as it is',
    (value) => {
      expect(readHubHeaders({ 'hub-case': [value] }).case).toBe(value);
    },
  );

  test.each(['', 'a b', 'a,b', '../x', 'x'.repeat(65), 'a\tb', 'số-1', '{a}'])(
    'such as %j is refused',
    (value) => {
      expect(refusalOf(() => readHubHeaders({ 'hub-case': [value] }))?.code).toBe('HUB_HEADER_INVALID');
    },
  );
});

describe('a reason', () => {
  test('in any language survives its journey through a header', () => {
    const printable = fc
      .string({ unit: 'grapheme', minLength: 10, maxLength: 200 })
      .map((text) => text.trim().normalize('NFC'))
      .filter((text) => !/[\p{C}\p{Z}]/u.test(text) && [...text].length >= 10 && [...text].length <= 500);
    fc.assert(
      fc.property(printable, (reason) => {
        expect(readReason(encodeURIComponent(reason))).toBe(reason);
      }),
    );
  });

  test('may be plain ASCII, with commas', () => {
    expect(readReason('  Appeal of 24 November, see file 7  ')).toBe('Appeal of 24 November, see file 7');
  });

  test.each([
    ['too short', 'because'],
    ['too short without the spaces', `x${' '.repeat(30)}`],
    ['too long', 'x'.repeat(501)],
    ['of bytes that are not ASCII', 'Äöü because I said so'],
    ['wrongly encoded', '100% because I said so'],
    ['of broken UTF-8', '%C3%28 because I said so'],
    ['of two lines', encodeURIComponent('because I said\nso and so')],
    ['with a separator of lines', encodeURIComponent('because I said\u2028so and so')],
    ['with invisible characters', encodeURIComponent('because I\u200bsaid so')],
    ['that turns the writing around', encodeURIComponent('because \u202eI said so')],
    ['with half a character', 'because I said %ED%A0%80 so'],
  ])('%s is refused', (_, value) => {
    const refused = refusalOf(() => readReason(value));
    expect(refused?.code).toBe('HUB_HEADER_INVALID');
    expect(refused?.message).not.toContain('because');
  });

  test('of exactly the least and the most is taken', () => {
    expect(readReason('x'.repeat(10))).toHaveLength(10);
    expect(readReason(encodeURIComponent('ệ'.repeat(500)))).toHaveLength(500);
  });
});
