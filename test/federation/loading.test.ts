import { ApolloGateway } from '@apollo/gateway';
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { createFederation } from '../../gateway/federation/create-federation.ts';
import { loadSupergraph } from '../../gateway/federation/supergraph/load-supergraph.ts';
import { composeGraph, link, startGraph } from './start-graph.ts';

const guarded = {
  typeDefs: `${link('@authenticated', '@requiresScopes', '@policy')}
    type Query { open: Int me: String @authenticated papers: Int @requiresScopes(scopes: [["read"]]) case: Int @policy(policies: [["p"]]) }`,
  resolvers: { Query: { open: () => 1, me: () => 'An' } },
};

describe('a supergraph with the standard authorization directives', () => {
  test('is loaded, and its directives stay in the text for whoever enforces them', async () => {
    const { supergraphSdl, ours } = await startGraph({ guarded });
    expect(supergraphSdl.match(/for: SECURITY/g)?.length).toBe(3);
    const plain = new ApolloGateway({ supergraphSdl });
    await expect(plain.load()).rejects.toThrow(/UNSUPPORTED_LINKED_FEATURE|unsupported/);
    expect((await ours('{ open }')).data).toEqual({ open: 1 });
    const federation = createFederation({ supergraphSdl });
    const told: string[] = [];
    federation.onSchemaLoadOrUpdate(({ coreSupergraphSdl }) => told.push(coreSupergraphSdl));
    expect(told).toEqual([supergraphSdl]);
    expect(loadSupergraph(supergraphSdl).fullSchema.getDirective('requiresScopes')).toBeDefined();
    await federation.stop();
  });

  test('shows its clients none of them', async () => {
    const { ours } = await startGraph({ guarded });
    const { data } = await ours('{ __schema { directives { name } types { name } } }');
    expect(JSON.stringify(data)).not.toMatch(/requiresScopes|authenticated|policy|join__/);
  });
});

describe('a supergraph that cannot be served is refused with the reason', () => {
  const good = composeGraph({ guarded });
  test.each([
    ['no GraphQL', 'type Query {', /Syntax Error/],
    ['no supergraph', 'type Query { a: Int }', /must be a core schema/],
    [
      'a security specification that nobody here enforces',
      good.replace('https://specs.apollo.dev/policy/v0.1', 'https://specs.example.org/vault/v1.0'),
      /vault\/v1\.0 is for: SECURITY but is unsupported/,
    ],
    [
      'another version of a standard one',
      good.replace('requiresScopes/v0.1', 'requiresScopes/v9.0'),
      /requiresScopes\/v9\.0 is for: SECURITY but is unsupported/,
    ],
    [
      'no routing URL',
      good.replace(/url: "http:[^"]+"/, 'url: ""'),
      /"guarded" needs an http or https routing URL/,
    ],
    [
      'a URL of a file',
      good.replace(/url: "http:[^"]+"/, 'url: "file:///etc/passwd"'),
      /http or https routing URL/,
    ],
  ])('%s', (_, sdl, reason) => {
    expect(() => createFederation({ supergraphSdl: sdl })).toThrow(/The supergraph cannot be served: /);
    expect(() => createFederation({ supergraphSdl: sdl })).toThrow(reason);
  });
});

test('an entity is entered again by a key that its subgraph can resolve', async () => {
  const { plain, ours, subgraphs } = await startGraph({
    a: {
      typeDefs: `${link('@key')} type Person @key(fields: "id") { id: ID! name: String! }`,
      resolvers: { Person: { name: () => 'An' } },
    },
    b: {
      typeDefs: `${link('@key', '@external', '@requires')} type Query { person: Person }
        type Person @key(fields: "code", resolvable: false) @key(fields: "id") {
          id: ID! code: ID! name: String! @external greeting: String! @requires(fields: "name")
        }`,
      resolvers: {
        Query: { person: () => ({ id: '1', code: 'C' }) },
        Person: {
          __resolveReference: (key: { readonly id?: string }) => {
            if (key.id === undefined) throw new Error('only by id');
            return key;
          },
          greeting: ({ name }: { readonly name: string }) => `Chào ${name}`,
        },
      },
    },
  });
  expect((await plain('{ person { greeting } }')).data).toEqual({ person: null });
  subgraphs['b']?.requests.splice(0);
  expect((await ours('{ person { greeting } }')).data).toEqual({ person: { greeting: 'Chào An' } });
  expect(subgraphs['b']?.requests[1]?.variables).toEqual({
    representations: [{ __typename: 'Person', id: '1', name: 'An' }],
  });
});

test('a directive for operations reaches subgraphs with the defaults of the whole graph', async () => {
  const make = (argument: string, field: string): { typeDefs: string; resolvers: object } => ({
    typeDefs: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective"])
      @link(url: "https://specs.example.org/trace/v1.0", import: ["@trace"]) @composeDirective(name: "@trace")
      directive @trace(${argument}) on FIELD
      type Query { ${field}: Int }`,
    resolvers: { Query: { [field]: () => 1 } },
  });
  const { plain, ours, subgraphs } = await startGraph({
    a: make('level: Int!', 'a'),
    b: make('level: Int! = 3', 'b'),
  } as never);
  const query = 'query ($n: Int!) { a @trace b @trace(level: $n) }';
  expect((await plain(query, { n: 5 })).data).toBeUndefined();
  expect((await ours(query, { n: 5 })).data).toEqual({ a: 1, b: 1 });
  expect(subgraphs['a']?.requests[0]?.query).toContain('@trace(level:3)');
  expect(subgraphs['b']?.requests[0]?.variables).toEqual({ n: 5 });
});

test('nothing of the library that reports to its maker is even loaded', () => {
  const script = `
    import { createRequire } from 'node:module';
    const { createFederation } = await import('./gateway/federation/create-federation.ts');
    const federation = createFederation({ supergraphSdl: process.argv[1] });
    await federation.stop();
    const loaded = Object.keys(createRequire(import.meta.url).cache);
    console.log(loaded.filter((path) => /opentelemetry|usage-reporting|apollo.gateway/.test(path)).length, loaded.length > 50);`;
  const output = execFileSync(
    process.execPath,
    ['--input-type=module', '--eval', script, composeGraph({ guarded })],
    { encoding: 'utf8' },
  );
  expect(output.trim()).toBe('0 true');
});
