import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { loadSupergraph } from '../../gateway/federation/supergraph/load-supergraph.ts';
import { checkPrice, priceOperation } from '../../gateway/limits/cost/price-operation.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';
import { coerceVariables } from '../../gateway/operation/coerce-variables.ts';
import { expandOperation } from '../../gateway/operation/expand-operation.ts';
import { selectOperation } from '../../gateway/operation/select-operation.ts';
import { composeGraph } from '../federation/start-graph.ts';

/** A subgraph that names the cost directives as the test wants. */
const graphOf = (imports: string, size: string) =>
  loadSupergraph(
    composeGraph({
      one: {
        typeDefs: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key", ${imports}])
          type Query {
            one: Thing
            things: [Thing!]
            page(first: Int = 20): Page
            sized(count: Int, ids: [ID!]): Page @${size}(assumedSize: 7, slicingArguments: ["count"], sizedFields: ["nodes"], requireOneSlicingArgument: false)
            dear: Thing @cost(weight: 9)
            these(ids: [ID!]!): [Thing]
            any: [Any!] @${size}(assumedSize: 2)
            find(in: In @cost(weight: 3)): String
          }
          type Mutation { change: Thing }
          type Page { nodes: [Thing!] edges: [Edge!] total: Int }
          type Edge { node: Thing }
          type Thing { id: ID! name: String part: Thing parts(limit: Int): [Thing!] heavy: Heavy }
          type Heavy @cost(weight: 5) { id: ID }
          interface Any { id: ID! }
          type Small implements Any { id: ID! part: Thing }
          type Large implements Any { id: ID! parts(first: Int): [Thing!] }
          input In { deep: In words: [String!] @cost(weight: 4) }`,
      },
    }),
  );

const graph = graphOf('"@cost", "@listSize"', 'listSize');

function priceOf(text: string, given: Record<string, unknown> = {}, loaded = graph) {
  const selected = selectOperation(parse(text), undefined);
  const variables = coerceVariables(loaded.schema, selected.operation, given);
  const limits = defaultLimits.operation;
  const expanded = expandOperation(loaded.schema, selected, variables, limits);
  return checkPrice(priceOperation(loaded.schema, expanded, loaded.costs, limits), variables, {
    ...limits,
    cost: 1_000_000_000,
  });
}

test.each([
  ['one object is one point, its leaves none', '{ one { id name } }', 1],
  ['objects inside of objects add up', '{ one { part { part { id } } } }', 3],
  ['a list of which nothing is known has ten elements', '{ things { id part { id } } }', 20],
  ['lists inside of lists multiply', '{ things { parts(limit: 3) { id } } }', 10 * (1 + 3)],
  ['a page has as many elements as it is asked for', '{ page(first: 5) { nodes { id } } }', 1 + 5],
  ['a page has as many as it has by default', '{ page { nodes { id } } }', 1 + 20],
  ['each list of a page counts', '{ page(first: 5) { nodes { id } edges { node { id } } } }', 1 + 5 + 5 * 2],
  ['what is beside the lists counts once', '{ page(first: 5) { total nodes { id } } }', 1 + 5],
  ['an argument that @listSize names says how many', '{ sized(count: 30) { nodes { id } } }', 1 + 30],
  ['without it there are as many as @listSize assumes', '{ sized { nodes { id } } }', 1 + 7],
  ['a list that @listSize does not name has ten', '{ sized { edges { node { id } } } }', 1 + 10 * 2],
  ['a list whose elements are named has as many', '{ these(ids: ["a", "b"]) { id } }', 2],
  ['a weight on a field counts in place of its type’s', '{ dear { id } }', 9],
  ['a weight on a type counts wherever it is', '{ one { heavy { id } } }', 1 + 5],
  ['a weight on an argument counts where it is given', '{ find(in: {}) }', 3],
  [
    'a weight on an input field counts as often as it is given',
    '{ find(in: { words: ["a"], deep: { words: [] } }) }',
    3 + 8,
  ],
  [
    'of types that exclude each other the dearest counts',
    '{ any { ... on Small { part { id } } ... on Large { parts(first: 4) { id } } } }',
    2 * (1 + 4),
  ],
  [
    'fragments cost as what they hold',
    '{ ...F } fragment F on Query { one { ...G } } fragment G on Thing { part { id } }',
    2,
  ],
  ['a change is dearer than a look', 'mutation { change { id } }', 11],
  ['what is skipped costs nothing', '{ one { id } things @skip(if: true) { id } }', 1],
  ['the schema itself costs nothing', '{ __schema { types { name } } }', 0],
])('%s', (_, text, expected) => {
  expect(priceOf(text)).toBe(expected);
});

test('a variable decides as a literal would, and its default where nothing is sent', () => {
  const text = 'query ($n: Int = 3) { page(first: $n) { nodes { parts(limit: $n) { id } } } }';
  expect([priceOf(text, { n: 5 }), priceOf(text), priceOf(text, { n: 0 }), priceOf(text, { n: -4 })]).toEqual(
    [1 + 5 * 6, 1 + 3 * 4, 1, 1],
  );
});

test('an argument that says nothing after all leaves the list as long as it is assumed to be', () => {
  const text = 'query ($n: Int) { sized(count: $n) { nodes { id } } }';
  expect([priceOf(text, { n: null }), priceOf(text), priceOf(text, { n: 2 })]).toEqual([1 + 7, 1 + 7, 1 + 2]);
});

test('the directives count under whatever names they are linked', () => {
  const renamed = graphOf('"@cost", {name: "@listSize", as: "@size"}', 'size');
  expect(priceOf('{ sized { nodes { id } } }', {}, renamed)).toBe(1 + 7);
});

test('a list that is asked for at once may be so long, and the refusal says where', () => {
  const most = defaultLimits.operation.listSize;
  expect(priceOf(`{ page(first: ${most}) { total } }`)).toBe(1);
  expect(() => priceOf('query ($n: Int) { page(first: $n) { total } }', { n: most + 1 })).toThrow(
    expect.objectContaining({
      extensions: expect.objectContaining({
        code: 'OPERATION_TOO_COSTLY',
        limit: { name: 'listSize', allowed: most, asked: most + 1, coordinate: 'Query.page' },
      }),
    }),
  );
});
