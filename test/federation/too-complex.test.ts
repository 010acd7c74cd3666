import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { isTooComplex } from '../../gateway/federation/planning/too-complex.ts';

const schema = buildSchema('type Query { paper: Paper } type Paper { id: ID same: Paper code: String }');
const fetchOf = (times: number) => `{ ${'paper { same { id code } same { id } } '.repeat(times)} }`;

test('a fetch in which fields meet too often is too complex, and one of ordinary size is not', () => {
  expect(isTooComplex(schema, fetchOf(1_000))).toBe(true);
  expect(isTooComplex(schema, fetchOf(150))).toBe(false);
  expect(isTooComplex(schema, fetchOf(1))).toBe(false);
});

test('a fetch that is wrong in another way is not called too complex', () => {
  const conflict = `{ ${'paper { same { x: id x: code } } '.repeat(150)} }`;
  expect(isTooComplex(schema, conflict)).toBe(false);
});
