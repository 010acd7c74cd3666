import { parse, type DocumentNode, type FragmentDefinitionNode } from 'graphql';
import { expect, test } from 'vitest';
import { asksOnlyForSchema } from '../../gateway/identity/operations/introspection-only.ts';

test.each([
  ['{ __schema { types { name } } }', true],
  ['query Q { __typename ... { __type(name: "A") { name } } }', true],
  ['{ ...A } fragment A on Query { __typename ...B } fragment B on Query { __schema { description } }', true],
  ['{ ...A } fragment A on Query { ...A }', false],
  ['{ __schema { description } citizen { id } }', false],
  ['{ ...A ...B } fragment A on Query { __typename } fragment B on Query { ...A citizen { id } }', false],
  ['query A { ...F } query B { citizen { id } } fragment F on Query { __typename }', false],
  ['query A { citizen { ...F } } fragment F on Citizen { __typename }', false],
  ['{ ...Nowhere }', false],
  ['mutation { __typename }', false],
  ['{ __typename: fullName }', false],
])('whether it asks for nothing but the schema: %s', (text, isOnly) => {
  expect(asksOnlyForSchema(parse(text))).toBe(isOnly);
});

test('fragments that double each other are looked through once each', () => {
  const levels = 12;
  const doubling = Array.from(
    { length: levels },
    (_, at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`,
  );
  const document = parse(`{ ...F0 } ${doubling.join(' ')} fragment F${levels} on Query { __typename }`);
  let looked = 0;
  const last = document.definitions.at(-1) as FragmentDefinitionNode;
  const watched: FragmentDefinitionNode = {
    ...last,
    selectionSet: {
      ...last.selectionSet,
      get selections() {
        looked++;
        return last.selectionSet.selections;
      },
    },
  };
  const definitions: DocumentNode['definitions'] = [...document.definitions.slice(0, -1), watched];
  expect(asksOnlyForSchema({ ...document, definitions })).toBe(true);
  expect(looked).toBe(1);
});
