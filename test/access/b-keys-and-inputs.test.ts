import { expect, test } from 'vitest';
import { guard, subgraph } from './guarded-graph.ts';
import { denied } from './wire.ts';

const person = {
  ssn: 'SECRET-SSN',
  org: { code: 'SECRET-ORG', city: 'Huế' },
  name: 'An',
  more: { deep: 'deep' },
};
const guardedKey = 'ssn: String @requiresScopes(scopes: [["ssn"]])';

/** Two agencies that know a person by a guarded key. */
const byNumber = [
  subgraph(
    'one',
    `type Query { c: C list: [C!] any: Any its: [Its!] }
     union Any = C | Other type Other { x: String } interface Its { name: String }
     type C implements Its @key(fields: "ssn") { ${guardedKey} name: String more: More twin: C }
     type More { deep: String }`,
    {
      Query: {
        c: () => person,
        list: () => [person],
        any: () => ({ __typename: 'C', ...person }),
        its: () => [{ __typename: 'C', ...person }],
      },
      C: { __resolveReference: () => person, twin: () => ({ ...person, name: 'Twin' }) },
    },
  ),
  subgraph('two', `type C @key(fields: "ssn") { ${guardedKey} d: String }`, {
    C: { __resolveReference: (key: object) => key, d: ({ ssn }: { ssn: string }) => `d of ${ssn.length}` },
  }),
];
const d = 'd of 10';

test.each([
  ['{ c { ssn: name d } }', { c: { ssn: 'An', d } }],
  ['{ c { d ssn: name } }', { c: { d, ssn: 'An' } }],
  ['{ list { ssn: name d } }', { list: [{ ssn: 'An', d }] }],
  ['{ list { d ssn: name } }', { list: [{ d, ssn: 'An' }] }],
  ['{ c { ... on C { ssn: name } d } }', { c: { ssn: 'An', d } }],
  ['{ c { ...F d } } fragment F on C { ssn: name }', { c: { ssn: 'An', d } }],
  ['{ c { d ...F } } fragment F on C { ... { ssn: name } }', { c: { d, ssn: 'An' } }],
  ['{ x: c { ssn: name } x: c { d } }', { x: { ssn: 'An', d } }],
  ['{ x: c { d } x: c { ssn: name } }', { x: { d, ssn: 'An' } }],
  ['{ c { ssn: more { deep } d } }', { c: { ssn: { deep: 'deep' }, d } }],
  ['{ c { d ssn: more { deep } } }', { c: { d, ssn: { deep: 'deep' } } }],
  ['{ c { ssn: more { ssn: deep } d } }', { c: { ssn: { ssn: 'deep' }, d } }],
  ['{ list { ssn: more { deep } d } }', { list: [{ ssn: { deep: 'deep' }, d }] }],
  ['{ c { ssn: twin { name d } d } }', { c: { ssn: { name: 'Twin', d }, d } }],
  ['{ c { ssn: twin { ssn: name d } d } }', { c: { ssn: { ssn: 'Twin', d }, d } }],
  ['{ any { ... on C { ssn: name d } } }', { any: { ssn: 'An', d } }],
  ['{ its { ssn: name ... on C { d } } }', { its: [{ ssn: 'An', d }] }],
  ['{ ssn: c { ssn: name d } }', { ssn: { ssn: 'An', d } }],
  ['{ c { ssn: d } }', { c: { ssn: d } }],
  ['{ c { ssn: __typename d } }', { c: { ssn: 'C', d } }],
  ['query($i: Boolean = true) { c { ssn: name @include(if: $i) d } }', { c: { ssn: 'An', d } }],
])('B13: an alias equal to a guarded key shows its own field, never the key: %s', async (query, data) => {
  const graph = await guard(byNumber);
  const answer = await graph.ask(undefined, query);
  expect([answer.data, answer.errors]).toEqual([data, []]);
  expect(answer.text).not.toContain('SECRET');
});

test('B13: an alias equal to a guarded key shows a caller with the scope its own field too', async () => {
  const graph = await guard(byNumber);
  expect((await graph.ask('ssn', '{ c { ssn: name real: ssn d } }')).data).toEqual({
    c: { ssn: 'An', real: 'SECRET-SSN', d },
  });
});

/** Two agencies that know a person by a guarded field inside another. */
const byOffice = [
  subgraph(
    'one',
    `type Query { c: C } type C @key(fields: "org { code }") { org: Org name: String seat: Seat }
     type Org @shareable { code: String @requiresScopes(scopes: [["org"]]) city: String } type Seat { code: String city: String }`,
    { Query: { c: () => ({ ...person, seat: { code: 'seat', city: 'Vinh' } }) } },
  ),
  subgraph(
    'two',
    `type C @key(fields: "org { code }") { org: Org d: String }
     type Org @shareable { code: String @requiresScopes(scopes: [["org"]]) }`,
    {
      C: {
        __resolveReference: (key: object) => key,
        d: ({ org }: { org: { code: string } }) => `d of ${org.code.length}`,
      },
    },
  ),
];

test.each([
  ['{ c { org: seat { code } d } }', { c: { org: { code: 'seat' }, d } }],
  ['{ c { d org: seat { city code } } }', { c: { d, org: { city: 'Vinh', code: 'seat' } } }],
  ['{ c { org { code: city } d } }', { c: { org: { code: 'Huế' }, d } }],
  ['{ c { org { city } d } }', { c: { org: { city: 'Huế' }, d } }],
  ['{ c { org: name d } }', { c: { org: 'An', d } }],
])('B13: so does an alias equal to a part of a nested key: %s', async (query, data) => {
  const graph = await guard(byOffice);
  const answer = await graph.ask(undefined, query);
  expect([answer.data, answer.errors]).toEqual([data, []]);
  expect(answer.text).not.toContain('SECRET');
  const denial = await graph.ask(undefined, '{ c { name org { code } } }');
  expect([denial.data, denied(denial)]).toEqual([{ c: { name: 'An', org: null } }, ['c.org.code']]);
});

/** One agency reckons from fields of the other. */
const reckoned = [
  subgraph(
    'one',
    `type Query { c: C list: [C!] }
     type C @key(fields: "id") { id: ID! secret(kind: String): String income: Int name: String box: Box crate: Box }
     type Box @shareable { size(unit: String): String label: String }`,
    {
      Query: {
        c: () => ({ id: '1', income: 5, name: 'An' }),
        list: () => [{ id: '1', income: 5, name: 'An' }],
      },
      C: {
        __resolveReference: () => ({ id: '1', income: 5, name: 'An' }),
        secret: (_: unknown, { kind }: { kind?: string }) => `secret of ${kind ?? 'none'}`,
        box: () => ({ label: 'box' }),
        crate: () => ({ label: 'crate' }),
      },
      Box: {
        size: ({ label }: { label: string }, { unit }: { unit?: string }) => `${label} in ${unit ?? 'none'}`,
      },
    },
  ),
  subgraph(
    'two',
    `type C @key(fields: "id") { id: ID! secret(kind: String): String @external income: Int @external box: Box @external
       r: String @requires(fields: "secret(kind: \\"K\\")") tax: String @requires(fields: "income")
       fit: String @requires(fields: "box { size(unit: \\"cm\\") }") }
     type Box @external { size(unit: String): String }`,
    {
      C: {
        r: ({ secret }: { secret: string }) => `r from ${secret}`,
        tax: ({ income }: { income: unknown }) => `tax of ${JSON.stringify(income)}`,
        fit: ({ box }: { box: { size: string } }) => `fit of ${box.size}`,
      },
    },
  ),
];

test.each([
  ['{ c { secret(kind: "ATTACK") r } }', { c: { secret: 'secret of ATTACK', r: 'r from secret of K' } }],
  ['{ c { r secret(kind: "ATTACK") } }', { c: { r: 'r from secret of K', secret: 'secret of ATTACK' } }],
  ['{ c { secret r } }', { c: { secret: 'secret of none', r: 'r from secret of K' } }],
  [
    '{ list { secret(kind: "ATTACK") r } }',
    { list: [{ secret: 'secret of ATTACK', r: 'r from secret of K' }] },
  ],
  [
    '{ x: c { secret(kind: "ATTACK") } x: c { r } }',
    { x: { secret: 'secret of ATTACK', r: 'r from secret of K' } },
  ],
  [
    '{ c { ...F r } } fragment F on C { secret(kind: "A") }',
    { c: { secret: 'secret of A', r: 'r from secret of K' } },
  ],
  ['{ c { secret: name r } }', { c: { secret: 'An', r: 'r from secret of K' } }],
  ['{ c { income: name tax } }', { c: { income: 'An', tax: 'tax of 5' } }],
  ['{ c { tax income: box { label } } }', { c: { tax: 'tax of 5', income: { label: 'box' } } }],
  ['{ c { id: name tax } }', { c: { id: 'An', tax: 'tax of 5' } }],
  ['{ c { box { size(unit: "m") } fit } }', { c: { box: { size: 'box in m' }, fit: 'fit of box in cm' } }],
  [
    '{ c { box: crate { size(unit: "m") } fit } }',
    { c: { box: { size: 'crate in m' }, fit: 'fit of box in cm' } },
  ],
  ['{ c { fit box: crate { size } } }', { c: { fit: 'fit of box in cm', box: { size: 'crate in none' } } }],
])('B15: what one field requires is not replaced by what the client selects: %s', async (query, data) => {
  const graph = await guard(reckoned);
  const answer = await graph.ask('', query);
  expect([answer.data, answer.errors]).toEqual([data, []]);
});
