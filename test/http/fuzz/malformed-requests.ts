import * as fc from 'fast-check';
import { defaultLimits, type Limits } from '../../../gateway/limits/limits.ts';

/** Limits so low that requests at random meet each of them. */
export const lowLimits: Limits = {
  ...defaultLimits,
  operation: {
    ...defaultLimits.operation,
    nesting: 40,
    tokens: 120,
    depth: 6,
    selections: 30,
    aliases: 3,
    rootFields: 5,
    listSize: 50,
    cost: 60,
  },
  variables: { count: 3, values: 12, nesting: 4 },
};

/** Types that the requests are about. */
export const fuzzedTypes = `
  type Query { a: String b(x: [Int!], n: In, k: Kind): Query! list(first: Int = 5): [Node] page(first: Int, ids: [ID!]): Page }
  type Mutation { raise(by: Int! = 1): Int }
  type Page { nodes: [Node] }
  interface Node { id: ID! }
  type One implements Node @key(fields: "id") { id: ID! one: Float }
  type Two implements Node { id: ID! two: Boolean other: One }
  input In { n: In s: String! = "s" }
  enum Kind { BIRTH DEATH }`;

const words =
  String.raw`{ } ( ) [ ] : ! = ... $ @ | & " """ # \ query mutation subscription fragment F on Query
...F __typename __schema a b list page nodes first: ids: id raise x: n: k: 1 -0 1.5e9 99999999999 null true BIRTH "s" $v
$v:Int @include(if:$v) @skip(if:true) @defer {a} {id} (x:[1]) (n:{n:null})`.split(/\s/);

const fields = [
  'a',
  'b { a }',
  'list(first: $f) { id }',
  'page(first: $f) { nodes { id } }',
  'page(ids: $i) { nodes { id } }',
  'page(first: 60) { nodes { id } }',
  'b { page(first: 40) { nodes { id ... on Two { other { id } } } } }',
  '...F',
  'b(x: $v) { a }',
  'list { ... on One { one } }',
  'c: a',
];

/** Names and fragments are declared where they are used, so that it passes validation and meets what comes after. */
function validOperation(chosen: readonly string[]): string {
  const body = chosen.join(' ');
  const used = ['$v: [Int!]', '$f: Int', '$i: [ID!]'].filter((each) => body.includes(each.slice(0, 2)));
  const fragment = body.includes('...F') ? 'fragment F on Query { a b(k: BIRTH) { a } }' : '';
  return `query ${used.length > 0 ? `(${used.join(', ')})` : ''} { ${body} } ${fragment}`;
}

const query = fc.oneof(
  fc.array(fc.constantFrom(...words), { maxLength: 80 }).map((tokens) => tokens.join(' ')),
  {
    weight: 3,
    arbitrary: fc.uniqueArray(fc.constantFrom(...fields), { minLength: 1, maxLength: 4 }).map(validOperation),
  },
  fc.nat(300).map((levels) => `${'{ b '.repeat(levels)}{ a }${' }'.repeat(levels)}`),
  fc.string(),
);
const number = fc.oneof(
  fc.integer(),
  fc.constantFrom(null, -1, 0, 2 ** 31, 2 ** 53, 1e308, 0.5, '5', [5], {}),
);
const variables = fc.oneof(
  fc.record(
    {
      v: fc.oneof(fc.array(number, { maxLength: 20 }), fc.jsonValue()),
      f: number,
      i: fc.oneof(fc.array(fc.string(), { maxLength: 80 }), number),
    },
    { requiredKeys: [] },
  ),
  fc.dictionary(fc.constantFrom('v', '__proto__', 'f', 'x', 'constructor'), fc.jsonValue()),
  fc.jsonValue(),
);
const written = (value: unknown) => Buffer.from(JSON.stringify(value));

/** Bodies of requests: operations and variables that nearly fit, and whatever else can be sent. */
export const malformedBody = fc.oneof(
  { weight: 9, arbitrary: fc.record({ query, variables }).map(written) },
  {
    weight: 4,
    arbitrary: fc
      .record({
        query: fc.oneof(query, fc.jsonValue()),
        variables,
        operationName: fc.oneof(fc.constantFrom('F', '', '__proto__'), fc.jsonValue()),
        extensions: fc.oneof(fc.record({ persistedQuery: fc.jsonValue() }), fc.jsonValue()),
      })
      .map(written),
  },
  { weight: 1, arbitrary: fc.json().map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.uint8Array().map((bytes) => Buffer.from(bytes)) },
);
