import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { canonicalJson } from '../../gateway/log/proof/canonical-json.ts';

/** RFC 8785, appendix B: IEEE 754 bits and the form of the number. */
const numbers: readonly (readonly [bits: string, form: string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

describe('canonical JSON', () => {
  it('writes the example of RFC 8785, 3.2.3', () => {
    const value: unknown = JSON.parse(
      String.raw`{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}`,
    );
    expect(canonicalJson(value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('sorts members by UTF-16 code units, as in RFC 8785, 3.2.3', () => {
    const value: unknown = JSON.parse(
      String.raw`{"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis"}`,
    );
    const names = Array.from(canonicalJson(value).matchAll(/:"([A-Z][a-z]+)/g), ([, word]) => word);
    expect(names).toEqual(['Carriage', 'One', 'Control', 'Latin', 'Euro', 'Emoji', 'Hebrew']);
  });

  test.each(numbers)('writes the number with the bits %s as RFC 8785, appendix B', (bits, form) => {
    expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(form);
  });

  it('writes the same for the same meaning, whatever the order of the members', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(turnedAround(JSON.parse(text)))).toBe(text);
      }),
    );
  });

  it('leaves out members without a value', () => {
    expect(canonicalJson({ b: undefined, a: { c: undefined } })).toBe('{"a":{}}');
  });

  it('writes the members of an object and not what it would say of itself', () => {
    expect(canonicalJson([new Date(0)])).toBe('[{}]');
  });

  test.each([
    ['a number that is not finite', Number.NaN],
    ['an endless number', [Number.POSITIVE_INFINITY]],
    ['half a surrogate pair', { name: '\uD800' }],
    ['half a surrogate pair in a name', { '\uDEAD': 1 }],
    ['an element without a value', [undefined]],
    ['an element that is not there', new Array(1)],
    ['an object with a function for its own form', { toJSON: () => 1 }],
    ['a whole number of another type', { count: 1n }],
  ])('refuses %s', (_what, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});

/** The same value with the members of each object in the opposite order. */
function turnedAround(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnedAround);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, turnedAround(member)] as const);
  return Object.fromEntries(members.toReversed());
}
