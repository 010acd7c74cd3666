import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as nesting from '../../gateway/http/nesting.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';

const maxNesting = defaultLimits.operation.nesting;
const isDocumentTooDeep = (text: string) => nesting.isDocumentTooDeep(text, maxNesting);
const isJsonTooDeep = (text: string) => nesting.isJsonTooDeep(text, maxNesting);

const open = '{'.repeat(maxNesting + 1);

test('the limit is exact', () => {
  expect(isJsonTooDeep('['.repeat(maxNesting))).toBe(false);
  expect(isJsonTooDeep('['.repeat(maxNesting + 1))).toBe(true);
});

test('brackets that are closed again do not count', () => {
  expect(isJsonTooDeep(`[${'[{}],'.repeat(1_000)}{}]`)).toBe(false);
});

test('brackets that close nothing buy no depth', () => {
  expect(isDocumentTooDeep('}'.repeat(1_000) + open)).toBe(true);
});

test.each([
  ['a string', `"${open}"`],
  ['a string after an escaped quote', `"\\"${open}"`],
  ['a block string', `"""${open} " ${open}"""`],
  ['a block string after an escaped end', `"""\\"""${open}"""`],
  ['a comment', `#${open}\n`],
  ['a comment after a quote in a comment', `#"\n#${open}`],
])('brackets inside %s do not count', (_, text) => {
  expect(isDocumentTooDeep(text)).toBe(false);
});

test.each([
  ['a string', `"a"${open}`],
  ['an empty string', `""${open}`],
  ['a string that ends in a backslash', `"\\\\"${open}`],
  ['a string that the line ends', `"a\n${open}`],
  ['a block string', `"""a"""${open}`],
  ['an empty block string', `""""""${open}`],
  ['a comment', `# "a\n${open}`],
  ['a comment that a carriage return ends', `#\r${open}`],
])('brackets after %s count', (_, text) => {
  expect(isDocumentTooDeep(text)).toBe(true);
});

test('a JSON text has the depth that parsing it finds', () => {
  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
  const property = fc.property(fc.jsonValue({ maxDepth: 8 }), fc.nat(maxNesting), (value, levels) => {
    const text = '['.repeat(levels) + JSON.stringify(value) + ']'.repeat(levels);
    expect(isJsonTooDeep(text)).toBe(levels + depthOf(value) > maxNesting);
  });
  expect(() => fc.assert(property)).not.toThrow();
});

test('a hostile text is judged in no time', () => {
  const start = performance.now();
  isDocumentTooDeep('#\n'.repeat(500_000));
  isDocumentTooDeep(`"""${'\\"""'.repeat(200_000)}`);
  isJsonTooDeep('"\\'.repeat(500_000));
  expect(performance.now() - start).toBeLessThan(1_000);
});
