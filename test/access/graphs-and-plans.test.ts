import { afterEach, describe, expect, test } from 'vitest';
import { baseGraph } from './base-graph.ts';
import { denied, startGuardedGraph, type GuardedGraph, type SubgraphSource } from './guarded-graph.ts';

const running: GuardedGraph[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((graph) => graph.stop()));
});

async function start(...parameters: Parameters<typeof startGuardedGraph>): Promise<GuardedGraph> {
  const graph = await startGuardedGraph(...parameters);
  running.push(graph);
  return graph;
}

const link = (imports: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}])\n`;
const standard =
  '"@key", "@shareable", "@external", "@requires", "@authenticated", "@requiresScopes", "@policy"';
const one = (typeDefs: string, resolvers: SubgraphSource['resolvers'] = {}): readonly SubgraphSource[] => [
  { name: 'one', typeDefs: link(standard) + typeDefs, resolvers },
];

describe('A. requirements of several subgraphs', () => {
  const field = (name: string, scopes: string): SubgraphSource => ({
    name,
    typeDefs: `${link(standard)} type Query { s: String @shareable @requiresScopes(scopes: ${scopes}) }`,
    resolvers: { Query: { s: () => 'SECRET' } },
  });

  test('A25: add up: one group of each must be whole', async () => {
    const graph = await start([field('a', '[["A1", "A2"], ["A3"]]'), field('b', '[["B1"], ["B2"]]')]);
    const answers = await Promise.all(
      ['A1 A2 B1', 'A3 B2', 'A1 A2', 'A3', 'B1 B2', 'A1 B1'].map(
        async (scopes) => (await graph.ask(scopes, '{ s }')).data?.['s'],
      ),
    );
    expect(answers).toEqual(['SECRET', 'SECRET', null, null, null, null]);
  });

  test('A27: a guard of one subgraph holds, though another could serve the field', async () => {
    const open: SubgraphSource = {
      name: 'b',
      typeDefs: `${link(standard)} type Query { s: String @shareable }`,
      resolvers: { Query: { s: () => 'SECRET' } },
    };
    const graph = await start([field('a', '[["A"]]'), open]);
    expect((await graph.ask('', '{ s }')).data).toEqual({ s: null });
    expect(graph.sent()).toBe('');
  });

  test('A17: scopes and a token are both asked for', async () => {
    const token: SubgraphSource = {
      name: 'b',
      typeDefs: `${link(standard)} type Query { s: String @shareable @authenticated }`,
      resolvers: { Query: { s: () => 'SECRET' } },
    };
    const graph = await start([field('a', '[["x"]]'), token]);
    expect((await graph.ask('', '{ s }')).data).toEqual({ s: null });
    expect((await graph.ask('x', '{ s }')).data).toEqual({ s: 'SECRET' });
  });

  test.each(['[]', '[[]]', '[["x"], []]', '[[""]]'])(
    'A24: an empty group is no protection and is refused: %s',
    async (scopes) => {
      await expect(start(one(`type Query { s: String @requiresScopes(scopes: ${scopes}) }`))).rejects.toThrow(
        /empty group/,
      );
    },
  );
});

describe('B. aliases that look like keys', () => {
  const graphOfKeys: readonly SubgraphSource[] = [
    {
      name: 'one',
      typeDefs: `${link(standard)} type Query { c: C list: [C!] } type C @key(fields: "ssn") { ssn: String @requiresScopes(scopes: [["ssn"]]) name: String more: More } type More { deep: String }`,
      resolvers: {
        Query: {
          c: () => ({ ssn: 'SECRET-SSN', name: 'An', more: { deep: 'deep' } }),
          list: () => [{ ssn: 'SECRET-SSN', name: 'An', more: { deep: 'deep' } }],
        },
        C: { __resolveReference: (c: object) => c },
      },
    },
    {
      name: 'two',
      typeDefs: `${link(standard)} type C @key(fields: "ssn") { ssn: String @requiresScopes(scopes: [["ssn"]]) d: String }`,
      resolvers: { C: { __resolveReference: (c: object) => c, d: () => 'd' } },
    },
  ];

  test.each([
    ['{ c { ssn: name d } }', { c: { ssn: 'An', d: 'd' } }],
    ['{ c { d ssn: name } }', { c: { d: 'd', ssn: 'An' } }],
    ['{ list { ssn: name d } }', { list: [{ ssn: 'An', d: 'd' }] }],
    ['{ c { ... on C { ssn: name } d } }', { c: { ssn: 'An', d: 'd' } }],
    ['{ c { ...F d } } fragment F on C { ssn: name }', { c: { ssn: 'An', d: 'd' } }],
    ['{ x: c { ssn: name } x: c { d } }', { x: { ssn: 'An', d: 'd' } }],
    ['{ c { ssn: more { deep } d } }', { c: { ssn: { deep: 'deep' }, d: 'd' } }],
    ['{ c { d ssn: more { deep } } }', { c: { d: 'd', ssn: { deep: 'deep' } } }],
  ])('B13: an alias equal to a guarded key shows its own field, never the key: %s', async (query, data) => {
    const graph = await start(graphOfKeys);
    const answer = await graph.ask(undefined, query);
    expect([answer.data, answer.errors]).toEqual([data, []]);
    expect(answer.text).not.toContain('SECRET');
  });

  test('F1 and F2: a guarded key may join agencies, and is not shown to who asks for it', async () => {
    const graph = await start(graphOfKeys);
    expect((await graph.ask(undefined, '{ c { name d } }')).data).toEqual({ c: { name: 'An', d: 'd' } });
    const answer = await graph.ask(undefined, '{ c { ssn name d } }');
    expect(answer.data).toEqual({ c: { ssn: null, name: 'An', d: 'd' } });
    expect(denied(answer)).toEqual(['c.ssn']);
  });
});

describe('B and E. unions and interfaces', () => {
  const media = one(
    `type Query { media: [Media!] } union Media = Book | Movie
     type Book @requiresScopes(scopes: [["a", "b"]]) { title: String }
     type Movie @requiresScopes(scopes: [["c", "d"]]) { title: String }`,
    {
      Query: {
        media: () => [
          { __typename: 'Book', title: 'Book title' },
          { __typename: 'Movie', title: 'SECRET' },
        ],
      },
    },
  );

  test('B4: members of a union are judged each for itself', async () => {
    const graph = await start(media);
    const answer = await graph.ask('a b', '{ media { ... on Book { title } ... on Movie { title } } }');
    expect(answer.data).toEqual({ media: [{ title: 'Book title' }, { title: null }] });
    expect(denied(answer)).toEqual(['media.title']);
    expect(answer.text).not.toContain('SECRET');
  });

  test('E6: of a union the allowed branch is kept', async () => {
    const graph = await start(baseGraph);
    const answer = await graph.ask(
      undefined,
      '{ party { ... on Citizen { fullName } ... on Organisation { name } } }',
    );
    expect(answer.data).toEqual({ party: { fullName: 'An Public' } });
    expect(denied(answer)).toEqual(['party.name']);
  });

  test('E7: the type name of a union with a guarded member is data', async () => {
    const graph = await start(baseGraph);
    const answer = await graph.ask(undefined, '{ party { __typename } }');
    expect(answer.data).toEqual({ party: null });
    expect(denied(answer)).toEqual(['party.__typename']);
  });

  const items = one(
    `type Query { itf: Itf } interface Itf { id: ID! other: String }
     type A implements Itf @requiresScopes(scopes: [["read"]]) { id: ID! other: String }
     type B implements Itf @requiresScopes(scopes: [["read"]]) { id: ID! other: String }`,
    { Query: { itf: () => ({ __typename: 'A', id: 'SECRET', other: 'SECRET' }) } },
  );

  test('E1: an interface of which every implementation is guarded is guarded', async () => {
    const graph = await start(items);
    expect((await graph.ask('', '{ itf { id } }')).data).toEqual({ itf: null });
    expect((await graph.ask('read', '{ itf { id } }')).data).toEqual({ itf: { id: 'SECRET' } });
  });

  test('E3 and E5: one guarded implementation guards the interface', async () => {
    const graph = await start(baseGraph);
    for (const query of [
      '{ ping events { ... on PublicEvent { label } } }',
      '{ ping events { __typename } }',
    ]) {
      const answer = await graph.ask('', query);
      expect(answer.data).toBeNull();
      expect(denied(answer)).toEqual(['events']);
    }
    expect((await graph.ask('', '{ publicEvents { label } }')).data).toEqual({
      publicEvents: [{ label: 'open' }],
    });
  });

  const fields = one(
    `type Query { itf: Itf } interface Itf { id: ID other: String }
     type A implements Itf { id: ID @requiresScopes(scopes: [["a", "b"]]) other: String }
     type B implements Itf { id: ID @requiresScopes(scopes: [["c", "d"]]) other: String }`,
    { Query: { itf: () => ({ __typename: 'A', id: 'A1', other: 'open' }) } },
  );

  test('E9: a field of an interface asks for what every implementation asks for', async () => {
    const graph = await start(fields);
    expect((await graph.ask('a b', '{ itf { id other } }')).data).toEqual({
      itf: { id: null, other: 'open' },
    });
    const branches = await graph.ask('a b', '{ itf { ... on A { id } ... on B { id } } }');
    expect([branches.data, denied(branches)]).toEqual([{ itf: { id: 'A1' } }, ['itf.id']]);
    expect((await graph.ask('a b c d', '{ itf { id } }')).data).toEqual({ itf: { id: 'A1' } });
  });

  test('E13: a guard on an interface alone is refused: a fragment would read past it', async () => {
    const graph = one(
      'type Query { node: Node } interface Node { email: String } type User implements Node { email: String @authenticated }',
      { Query: { node: () => ({ __typename: 'User', email: 'SECRET' }) } },
    );
    // As an older composition wrote it: the guard on the interface, none on the type.
    const edit = (sdl: string) => sdl.replace(/(type User[\s\S]*?email: String) @authenticated/, '$1');
    await expect(start(graph, {}, edit)).rejects.toThrow(
      /Node\.email is guarded, but none of its implementations is/,
    );
  });
});

describe('E. renamed and look-alike directives', () => {
  test('E14: a renamed import guards as before', async () => {
    const renamed =
      '{ name: "@authenticated", as: "@auth" }, { name: "@requiresScopes", as: "@needs" }, { name: "@policy", as: "@rule" }';
    const graph = await start([
      {
        name: 'one',
        typeDefs: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${renamed}])
          type Query { a: String @auth b: String @needs(scopes: [["x"]]) c: String @rule(policies: [["p"]]) }`,
        resolvers: { Query: { a: () => 'SECRET', b: () => 'SECRET', c: () => 'SECRET' } },
      },
    ]);
    const answer = await graph.ask(undefined, '{ a b c }');
    expect(answer.data).toEqual({ a: null, b: null, c: null });
    expect(denied(answer)).toEqual(['a', 'b', 'c']);
  });

  test('a prefixed directive guards as before', async () => {
    const graph = await start([
      {
        name: 'one',
        typeDefs: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", as: "fed") type Query { a: String @fed__authenticated }`,
        resolvers: { Query: { a: () => 'SECRET' } },
      },
    ]);
    expect((await graph.ask(undefined, '{ a }')).data).toEqual({ a: null });
  });

  test('a supergraph that defines a guard by itself is refused: it would protect nothing', async () => {
    await expect(
      start(one('type Query { a: String @authenticated }'), {}, (sdl) =>
        sdl.replace(
          /\s*@link\(url: "https:\/\/specs\.apollo\.dev\/authenticated\/v0\.1", for: SECURITY\)/,
          '',
        ),
      ),
    ).rejects.toThrow(/without linking/);
  });
});

describe('F. plans', () => {
  test('F5: a plan that would fetch what the caller may not read is stopped before any fetch', async () => {
    const graph = await start(baseGraph, {}, (sdl) =>
      sdl.replace(/(risk: Int[^\n]*?) @requiresScopes\([^\n]*?\)\n/, '$1\n'),
    );
    const answer = await graph.ask('health:read', '{ citizen(id: 1) { risk } }');
    expect(answer.errors.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
    expect(answer.data).toBeUndefined();
    expect(graph.sent()).toBe('');
    expect((await graph.ask('health:read pop:birth', '{ citizen(id: 1) { risk } }')).data).toEqual({
      citizen: { risk: 10 },
    });
  });

  test('F10: what joins subgraphs is no field of the graph', async () => {
    const graph = await start(baseGraph);
    for (const query of ['{ _entities(representations: []) { __typename } }', '{ _service { sdl } }']) {
      expect((await graph.ask('', query)).status).toBe(400);
    }
  });

  test('F18: a context that a client sends itself goes nowhere', async () => {
    const graph = await start(baseGraph);
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'hub-context': 'forged' },
      body: JSON.stringify({ query: '{ me { fullName } ping }' }),
    });
    expect(await response.json()).toMatchObject({ data: { me: null, ping: 'pong' } });
  });
});

describe('I. reuse', () => {
  const query = '{ citizen(id: 1) { fullName nationalId } }';

  test('I1: what one caller may see is not shown to the next, in either order', async () => {
    for (const order of [
      ['pop:nid', ''],
      ['', 'pop:nid'],
    ] as const) {
      const graph = await start(baseGraph);
      for (const scopes of order) {
        graph.forget();
        const answer = await graph.ask(scopes, query);
        const allowed = scopes !== '';
        expect(answer.data).toEqual({
          citizen: { fullName: 'An Public', nationalId: allowed ? 'SECRET-NID-1' : null },
        });
        expect(denied(answer)).toEqual(allowed ? [] : ['citizen.nationalId']);
        expect(graph.sent().includes('nationalId')).toBe(allowed);
      }
    }
  });

  test('I10: a requirement that a reload adds holds from the next request on', async () => {
    const graph = await start(baseGraph);
    expect((await graph.ask('', '{ ping }')).data).toEqual({ ping: 'pong' });
    graph.federation.reload(
      graph.supergraphSdl.replace(/ping: String/, 'ping: String @requiresScopes(scopes: [["ping"]])'),
    );
    expect((await graph.ask('', '{ ping }')).data).toEqual({ ping: null });
    expect((await graph.ask('ping', '{ ping }')).data).toEqual({ ping: 'pong' });
  });
});

describe('L. mutations and errors', () => {
  test('L1 and L3: a mutation with any denied part does not run at all', async () => {
    const graph = await start(baseGraph);
    const answer = await graph.ask('', 'mutation { touch correctName(id: 1, name: "x") { fullName } }');
    expect([answer.status, answer.data]).toEqual([200, null]);
    expect(denied(answer)).toEqual(['correctName']);
    expect(graph.sent()).toBe('');
  });

  test('an allowed mutation of which the answer is denied does not run either', async () => {
    const graph = await start(baseGraph);
    const answer = await graph.ask('pop:write', 'mutation { correctName(id: 1, name: "x") { nationalId } }');
    expect([answer.data, denied(answer), graph.sent()]).toEqual([null, ['correctName.nationalId'], '']);
  });

  test('L11: a denial names no scope and no policy', async () => {
    const graph = await start(baseGraph);
    const { text } = await graph.ask(
      '',
      '{ citizen(id: 1) { nationalId religion genome records { note } } }',
    );
    expect(text).not.toMatch(/pop:|sensitive|health:|break-glass/);
  });
});
