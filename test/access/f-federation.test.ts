import { expect, test } from 'vitest';
import { composeGraph } from '../federation/start-graph.ts';
import { agency, lint, people } from '../schema/small-graph.ts';
import { baseGraph } from './base-graph.ts';
import { guard, subgraph, type SubgraphSource } from './guarded-graph.ts';
import { codes, denied, expectDenied, expectRefused, post } from './wire.ts';

const product = (id: string) => [
  subgraph(
    'one',
    `type Query { product: Product products: [Product!] } type Product @key(fields: "id") { ${id} name: String }`,
    {
      Query: {
        product: () => ({ id: 'SECRET-ID', name: 'Sữa' }),
        products: () => [{ id: 'SECRET-ID', name: 'Sữa' }],
      },
    },
  ),
  subgraph('two', `type Product @key(fields: "id") { ${id} inStock: Boolean }`, {
    Product: {
      __resolveReference: (key: object) => key,
      inStock: ({ id: key }: { id: string }) => key === 'SECRET-ID',
    },
  }),
];
const needsToken = product('id: ID! @authenticated');

test.each(['{ product { name inStock } }', '{ product { inStock name } }', '{ product { inStock } }'])(
  'F1: a guarded key joins agencies for who does not select it: %s',
  async (query) => {
    const graph = await guard(needsToken);
    const answer = await graph.ask(undefined, query);
    expect([answer.data, answer.errors]).toEqual([
      { product: expect.objectContaining({ inStock: true }) },
      [],
    ]);
    expect(answer.text).not.toContain('SECRET');
  },
);

test.each([
  ['{ product { id name } }', { product: null }, 'product.id'],
  ['{ product { name inStock x: id } }', { product: null }, 'product.x'],
  ['{ products { id name inStock } }', { products: null }, 'products.id'],
])('F2: a guarded key is null to who selects it: %s', async (query, data, at) => {
  const graph = await guard(needsToken);
  expectDenied(graph, await graph.ask(undefined, query), {
    data,
    at: [at],
    unsent: ['id', 'product', 'products'],
  });
});

test('F2: a guarded key that may be null leaves its neighbours, which it still joins', async () => {
  const graph = await guard(product('id: ID @requiresScopes(scopes: [["id"]])'));
  const answer = await graph.ask(undefined, '{ product { id name inStock } }');
  expect(answer.data).toEqual({ product: { id: null, name: 'Sữa', inStock: true } });
  expect([denied(answer), answer.errors.length]).toEqual([['product.id'], 1]);
  expect(answer.text).not.toContain('SECRET');
});

test.each([
  ['that is guarded', '@key(fields: "id")', '"Opaque id." id: ID! @data(category: IDENTIFIER)', 'Paper.id'],
  ['that means something', '@key(fields: "number")', '"No." number: ID! @data(category: PUBLIC)', 'Paper'],
])('F3: a key %s is refused by the build', (_what, key, fields, coordinate) => {
  const papers = agency('papers', `"A paper." type Paper ${key} { ${fields} }`);
  expect(lint([people, papers])).toContain(`opaque-keys ${coordinate}`);
});

const owner = subgraph(
  'owner',
  `type Query { p: Person } scalar Pin @requiresScopes(scopes: [["pin"]])
   type Person @key(fields: "id") { id: ID! pay: Int @requiresScopes(scopes: [["pay", "tax"]]) pin: Pin boss: Boss place: Place
     shape: Shape level: Int @authenticated }
   type Boss @shareable { pay: Int @requiresScopes(scopes: [["pay"]]) }
   union Place = Firm | School type Firm @shareable @authenticated { size: Int } type School @shareable { size: Int }
   interface Shape { area: Int } type Square implements Shape @shareable { area: Int @requiresScopes(scopes: [["pay"]]) }`,
);
const shared = `type Boss @shareable { pay: Int @requiresScopes(scopes: [["pay"]]) } scalar Pin
  union Place = Firm | School type Firm @shareable @authenticated { size: Int } type School @shareable { size: Int }
  interface Shape { area: Int } type Square implements Shape @shareable { area: Int @requiresScopes(scopes: [["pay"]]) }
  extend type Query { anyPlace: Place anyBoss: Boss anyShape: Shape anyPin: Pin }`;
const reckoner = (external: string, fields: string, own: string, more = '') =>
  subgraph(
    'reckoner',
    `type Person @key(fields: "id") { id: ID! ${external} @external tax: Int @requires(fields: "${fields}") ${own} ${more} } ${shared}`,
  );
const compose = (...graph: readonly SubgraphSource[]) =>
  composeGraph(Object.fromEntries(graph.map((each) => [each.name, each])));
const weaker = /does not specify necessary @authenticated, @requiresScopes and\/or @policy/;

test.each([
  ['a guarded field', 'pay: Int', 'pay', ''],
  ['a field with a second scope', 'pay: Int', 'pay', '@requiresScopes(scopes: [["pay"]])'],
  ['another kind of guard', 'pay: Int', 'pay', '@authenticated'],
  ['a field inside an object', 'boss: Boss', 'boss { pay }', '@authenticated'],
  ['a field of a guarded scalar', 'pin: Pin', 'pin', ''],
  ['a member of a union', 'place: Place', 'place { ... on Firm { size } }', ''],
  ['a field of an interface', 'shape: Shape', 'shape { area }', ''],
])('F4: what is reckoned from %s and asks for less does not compose', (_what, external, fields, own) => {
  expect(() => compose(owner, reckoner(external, fields, own))).toThrow(weaker);
  const enough = '@authenticated @requiresScopes(scopes: [["pay", "tax", "pin"]])';
  expect(() => compose(owner, reckoner(external, fields, enough))).not.toThrow();
});

test('F4: nor does the second link of a chain', () => {
  const chain = reckoner('level: Int', 'level', '@authenticated');
  const third = subgraph(
    'third',
    'type Person @key(fields: "id") { id: ID! tax: Int @external debt: Int @requires(fields: "tax") }',
  );
  expect(() => compose(owner, chain, third)).toThrow(weaker);
});

const unguardedRisk = (sdl: string) => sdl.replace(/(risk: Int[^\n]*?) @requiresScopes\([^\n]*?\)\n/, '$1\n');

test.each([
  '{ citizen(id: 1) { risk } }',
  '{ citizens { fullName risk } }',
  '{ ping citizen(id: 1) { ...F } } fragment F on Citizen { x: risk }',
])(
  'F5: a plan that would fetch what the caller may not read is stopped before any fetch: %s',
  async (query) => {
    const graph = await guard(baseGraph, { edit: unguardedRisk });
    for (const _ of ['new', 'known']) {
      expectRefused(graph, await graph.ask('health:read', query), 403, 'FORBIDDEN');
    }
    expect((await graph.ask('health:read pop:birth', '{ citizen(id: 1) { risk } }')).data).toEqual({
      citizen: { risk: 10 },
    });
  },
);

test('F5: a plan whose provided fields the caller may not read does not ask for them', async () => {
  const graph = await guard([
    subgraph(
      'one',
      'type Person @key(fields: "id") { id: ID! pay: Int @shareable @requiresScopes(scopes: [["pay"]]) name: String }',
    ),
    subgraph(
      'two',
      'type Query { best: Person @provides(fields: "pay") } type Person @key(fields: "id") { id: ID! pay: Int @external }',
      { Query: { best: () => ({ id: '1', pay: 4711 }) } },
    ),
  ]);
  expectDenied(graph, await graph.ask('', '{ best { id pay } }'), {
    data: { best: { id: '1', pay: null } },
    at: ['best.pay'],
    unsent: ['pay'],
  });
});

test('F6: what is reckoned from classified data and says less is refused by the build', () => {
  const teller = agency(
    'teller',
    `"A person." type Person @key(fields: "id") {
       "Opaque id." id: ID! @data(category: PUBLIC)
       "Name." name: String @external
       "Initials." initials: String @requires(fields: "name") @data(category: PUBLIC)
     }`,
  );
  expect(lint([people, teller])).toContain('dependents-strict Person.initials');
});

test('F9: what is hidden from clients is unknown to them, however they ask', async () => {
  const graph = await guard([
    subgraph(
      'one',
      `type Query { open: String secretField: String @inaccessible lab: Lab @inaccessible kind: Kind }
       type Lab @inaccessible { name: String } enum Kind { OPEN CLOSED @inaccessible }`,
    ),
  ]);
  for (const query of ['{ secretField }', '{ secretFeld }', '{ lab { name } }', '{ ... on Lab { name } }']) {
    const answer = await graph.ask('', query);
    expectRefused(graph, answer, 400, 'GRAPHQL_VALIDATION_FAILED');
    expect(answer.text).not.toMatch(/did you mean|secretField"\?/i);
  }
  const { text } = await graph.ask('', '{ __schema { types { name fields { name } enumValues { name } } } }');
  expect(text).toContain('OPEN');
  expect(text).not.toMatch(/secretField|Lab|CLOSED/);
});

test.each([
  '{ _entities(representations: []) { __typename } }',
  '{ _service { sdl } }',
  '{ ping _entities(representations: [{ __typename: "Citizen", id: "1" }]) { ... on Citizen { nationalId } } }',
])('F10: what joins subgraphs is no field of the graph: %s', async (query) => {
  const graph = await guard(baseGraph);
  expectRefused(graph, await graph.ask('pop:nid', query), 400, 'GRAPHQL_VALIDATION_FAILED');
});

test('F18: headers that a client sends go nowhere', async () => {
  const graph = await guard(baseGraph);
  const headers = {
    'hub-context': 'forged',
    cookie: 'a=b',
    'x-user': 'admin',
    'x-forwarded-for': '10.0.0.1',
  };
  const answer = await post(graph.url, { query: '{ me { fullName } ping }' }, headers);
  expectDenied(graph, answer, { data: { me: null, ping: 'pong' }, at: ['me'], unsent: ['me'] });
  const [received] = graph.requests('population');
  expect(Object.keys(received?.headers ?? {}).filter((name) => Object.hasOwn(headers, name))).toEqual([]);
});

const failing = (body: unknown, status: number, contentType = 'application/json') => [
  {
    ...subgraph('one', 'type Query { a: String b: String @authenticated }'),
    tamper: () => ({ status, body, contentType }),
  },
];
const told = {
  message: 'SECRET at http://10.0.0.1/db',
  extensions: { code: 'SECRET', stacktrace: ['SECRET'] },
};

test.each([
  [
    '500 with JSON',
    failing({ errors: [told], data: { a: null }, secret: 'SECRET' }, 500),
    'SUBGRAPH_UNAVAILABLE',
  ],
  ['500 with HTML', failing('<h1>SECRET</h1>', 500, 'text/html'), 'SUBGRAPH_UNAVAILABLE'],
  ['401', failing({ errors: [told] }, 401), 'SUBGRAPH_UNAVAILABLE'],
  [
    '200 with errors',
    failing({ errors: [{ ...told, path: ['a'] }], data: { a: null } }, 200),
    'SUBGRAPH_ERROR',
  ],
  ['200 with errors alone', failing({ errors: [told] }, 200), 'SUBGRAPH_ERROR'],
  [
    '200 with more than was asked',
    failing({ data: { a: 7, b: 'SECRET' }, extensions: { x: 'SECRET' } }, 200),
    'SUBGRAPH_ERROR',
  ],
])(
  'F19: of an agency that fails the client reads that, and nothing of what it said: %s',
  async (_what, graph, code) => {
    const started = await guard(graph);
    const answer = await started.ask(undefined, '{ a b }');
    expect([answer.status, answer.data]).toEqual([200, { a: null, b: null }]);
    expect(codes(answer)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE', code]);
    expect(answer.text).not.toMatch(/SECRET|127\.0\.0\.1|10\.0\.0\.1|"one"|serviceName|stack/);
  },
);

test('F19: an agency that mixes up whom it was asked about shows nobody another’s data', async () => {
  const swap = (entities: readonly unknown[]) => entities.toReversed();
  const graph = await guard(
    baseGraph.map((source) =>
      source.name === 'vss'
        ? {
            ...source,
            tamper: (_: unknown, honest: unknown) => {
              const { data } = honest as { data: { _entities: readonly unknown[] } };
              return { body: { data: { _entities: swap(data._entities) } } };
            },
          }
        : source,
    ),
  );
  const answer = await graph.ask('vss:book', '{ citizens { fullName bookNo } }');
  const rows = answer.data?.['citizens'] as readonly { readonly bookNo: unknown }[];
  expect(rows.map(({ bookNo }) => bookNo)).toEqual([null, null, null]);
  expect(codes(answer)).toEqual(['SUBGRAPH_ERROR']);
});
