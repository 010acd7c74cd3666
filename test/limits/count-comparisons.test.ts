import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { countComparisons } from '../../gateway/limits/count-comparisons.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';

const limits = { comparisons: 50 };
const count = (text: string): number => countComparisons(parse(text), limits);
const many = (times: number, text: (at: number) => string): string =>
  Array.from({ length: times }, (_, at) => text(at)).join(' ');
const beyond = (name: keyof typeof limits) =>
  expect.objectContaining({
    extensions: expect.objectContaining({ limit: { name, allowed: limits[name] } }),
  });

describe('what validation compares pair by pair is counted in one walk:', () => {
  test.each<[string, string, number]>([
    ['fields of one name', '{ a a a a }', 6],
    ['not those of different names', '{ a b c: a d: a }', 0],
    ['nor at different places', '{ x { a } y { a } z: x { a } }', 0],
    ['fields inside of fields of one name', '{ x { a a } x { a a } }', 1 + 6],
    ['in inline fragments too', '{ ... { a ... on T { a } } ... on T { a } }', 3],
    [
      'and in fragments, which are compared with each other',
      'fragment F on T { a } fragment G on T { a } { ...F ...G a }',
      1 + 3,
    ],
    ['a fragment once, however often it is spread', 'fragment F on T { a } { ...F ...F x { ...F } }', 0],
    [
      'two fragments once, at however many places',
      'fragment F on T { a } fragment G on T { a } { x { ...F ...G } y { ...G ...F } }',
      2,
    ],
    [
      'and so those that they spread',
      'fragment F on T { ...H a } fragment G on T { a } fragment H on T { a } { x { ...F ...G } y { ...G ...F ...H } }',
      3 + 3 + 1,
    ],
    [
      'a fragment with the fields beside it, at each place',
      'fragment F on T { a } { x { a ...F } y { a ...F } }',
      2,
    ],
    ['a fragment that is not spread', 'fragment F on T { a a } { a }', 1],
    ['each of several operations', 'query A { a a } query B { a a a }', 1 + 3],
  ])('%s', (_what, text, pairs) => {
    expect(count(text)).toBe(pairs);
  });

  test('and beyond the limit the text is refused, whatever it is', () => {
    expect(() => count(`{ ${many(11, () => 'unknown')} }`)).toThrow(beyond('comparisons'));
    expect(() => count(`{ ${many(11, (at) => `...F${at}`)} }`)).toThrow(beyond('comparisons'));
    const fields = many(11, () => 'a');
    expect(() => count(`{ a } fragment F on T { ${fields} }`)).toThrow(beyond('comparisons'));
  });

  test('and so is one in which nothing but places are left to look at', () => {
    const fragments = many(8, (at) => `fragment F${at} on T { a${at} }`);
    const spreads = many(8, (at) => `...F${at}`);
    expect(() => count(`{ ${many(10, (at) => `p${at} { ${spreads} }`)} } ${fragments}`)).not.toThrow();
    expect(() => count(`{ ${many(20, (at) => `p${at} { ${spreads} }`)} } ${fragments}`)).toThrow(
      beyond('comparisons'),
    );
  });

  test('fragments that double each other are not written out', () => {
    const doubling = many(40, (at) => `fragment F${at} on T { x { ...F${at + 1} } y { ...F${at + 1} } }`);
    expect(count(`{ ...F0 } ${doubling} fragment F40 on T { a }`)).toBe(0);
  });

  test('a page of many components, each with its fragment, stays far below the default', () => {
    const page = many(30, (at) => `p${at}: p { __typename id ...Row }`);
    const row = `fragment Row on T { __typename id ${many(40, (at) => `...F${at}`)} }`;
    const components = many(40, (at) => `fragment F${at} on T { __typename id f${at} }`);
    const document = parse(`{ me { ${page} } } ${row} ${components}`);
    expect(countComparisons(document, defaultLimits.operation)).toBeLessThan(6_000);
  });
});
