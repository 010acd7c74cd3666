import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { indexAccess } from '../../schema/requirements/access-index.ts';
import { createFederation } from '../../gateway/federation/create-federation.ts';
import { loadSupergraph } from '../../gateway/federation/supergraph/load-supergraph.ts';
import { composeGraph } from '../federation/start-graph.ts';
import { agency, lint, people, preamble } from '../schema/small-graph.ts';
import { baseGraph } from './base-graph.ts';
import { guard, subgraph } from './guarded-graph.ts';
import { expectDenied } from './wire.ts';

const itf = (onType: string, onField: string) =>
  subgraph(
    'one',
    `type Query { itf: Itf } interface Itf ${onType} { id: ID! ${onField} } type A implements Itf { id: ID! }`,
  );

test.each([
  ['an interface', [itf('@authenticated', '')]],
  ['a field of one', [itf('', '@authenticated')]],
  [
    'an interface object',
    [
      subgraph(
        'one',
        'type Query { itf: Itf } interface Itf @key(fields: "id") { id: ID! } type A implements Itf @key(fields: "id") { id: ID! }',
      ),
      subgraph(
        'two',
        'type Itf @key(fields: "id") @interfaceObject @authenticated { id: ID! badge: String }',
      ),
    ],
  ],
])('E12: a guard on %s does not compose', (_what, graph) => {
  expect(() => composeGraph(Object.fromEntries(graph.map((each) => [each.name, each])))).toThrow(
    /cannot be applied to interfaces|applied on interface|on interface/i,
  );
});

const secrets = { Query: { a: () => 'SECRET', b: () => 'SECRET', c: () => 'SECRET' } };
const renamed = (head: string, fields: string) => [
  { name: 'one', typeDefs: `extend schema ${head} type Query { ${fields} open: Int }`, resolvers: secrets },
];
const federation = 'url: "https://specs.apollo.dev/federation/v2.9"';

test.each([
  [
    'renamed imports',
    renamed(
      `@link(${federation}, import: [{ name: "@authenticated", as: "@auth" }, { name: "@requiresScopes", as: "@needs" }, { name: "@policy", as: "@rule" }])`,
      'a: String @auth b: String @needs(scopes: [["x"]]) c: String @rule(policies: [["p"]])',
    ),
  ],
  [
    'the prefix of federation',
    renamed(
      `@link(${federation})`,
      'a: String @federation__authenticated b: String @federation__requiresScopes(scopes: [["x"]]) c: String @federation__policy(policies: [["p"]])',
    ),
  ],
  [
    'a prefix of our own',
    renamed(
      `@link(${federation}, as: "fed")`,
      'a: String @fed__authenticated b: String @fed__requiresScopes(scopes: [["x"]]) c: String @fed__policy(policies: [["p"]])',
    ),
  ],
  [
    'names that were exchanged',
    renamed(
      `@link(${federation}, import: [{ name: "@authenticated", as: "@policy" }, { name: "@policy", as: "@requiresScopes" }, { name: "@requiresScopes", as: "@authenticated" }])`,
      'a: String @policy b: String @authenticated(scopes: [["x"]]) c: String @requiresScopes(policies: [["p"]])',
    ),
  ],
])('E14: %s guard as the plain names do', async (_how, graph) => {
  const started = await guard(graph, { rules: { p: ['y'] } });
  const query = '{ a b c open }';
  expectDenied(started, await started.ask(undefined, query), {
    data: { a: null, b: null, c: null, open: null },
    at: ['a', 'b', 'c'],
    unsent: ['a', 'b', 'c'],
  });
  expect((await started.ask('', query)).data).toMatchObject({ a: 'SECRET', b: null, c: null });
  expect((await started.ask('x', query)).data).toMatchObject({ a: 'SECRET', b: 'SECRET', c: null });
  expect((await started.ask('x y', query)).errors).toEqual([]);
});

const guarded = composeGraph({ one: subgraph('one', 'type Query { a: String @authenticated b: String }') });

test('E14: a link that is itself renamed still says what a guard is called', () => {
  const { fullSchema } = loadSupergraph(guarded);
  const document = parse(
    guarded
      .replaceAll('@link(', '@lnk(')
      .replace('authenticated/v0.1"', 'authenticated/v0.1", as: "auth"')
      .replaceAll('@authenticated', '@auth'),
  );
  const index = indexAccess(document, fullSchema);
  expect(['a', 'b'].map((field) => index.requirementOf('Query', field).authenticated)).toEqual([true, false]);
});

const unimported = preamble.replace('"@authenticated", "@requiresScopes", "@policy"', '');
const paper = (guards: string) =>
  `"A paper." type Paper { "No." number: String @data(category: PUBLIC) ${guards} }`;

test.each([
  ['@authenticated', 'directive @authenticated on FIELD_DEFINITION', '@authenticated'],
  ['@policy', 'directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION', '@policy(policies: [["p"]])'],
  [
    '@requiresScopes',
    'directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION',
    '@requiresScopes(scopes: [["x"]])',
  ],
])('E17: a subgraph that defines %s itself is refused by the build', (name, definition, use) => {
  const findings = lint([people, agency('papers', paper(use), `${unimported}\n${definition}`)]);
  expect(findings).toContain(`look-alikes ${name}`);
});

describe('a guard that is linked from another address', () => {
  const elsewhere = 'https://example.org/authenticated/v0.1';

  test('E18: is refused by the build', () => {
    const before = `${preamble.replace('"@authenticated", ', '')}
      extend schema @link(url: "${elsewhere}", import: ["@authenticated"])
      directive @authenticated on FIELD_DEFINITION`;
    expect(lint([people, agency('papers', paper('@authenticated'), before)])).toContain(
      'spec-versions schema',
    );
  });

  test.each([', for: SECURITY', ''])('E18: is refused by the gateway, never ignored: "%s"', (purpose) => {
    const sdl = guarded.replace(
      'url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY',
      `url: "${elsewhere}", import: ["@authenticated"]${purpose}`,
    );
    expect(sdl).toContain(elsewhere);
    expect(() => createFederation({ supergraphSdl: sdl })).toThrow(/without linking|unsupported/);
  });

  test('E18: and so is another version of a guard that we know', () => {
    const sdl = guarded.replace('authenticated/v0.1", for: SECURITY', 'authenticated/v0.2"');
    expect(() => createFederation({ supergraphSdl: sdl })).toThrow(/only v0\.1 is known/);
  });
});

test('E20: a supergraph linked for security is served guarded, an unknown security feature is told', async () => {
  const graph = await guard(baseGraph);
  expect(graph.supergraphSdl.match(/for: SECURITY/g)).toHaveLength(3);
  expect((await graph.ask(undefined, '{ me { id } ping }')).data).toEqual({ me: null, ping: 'pong' });
  const unknown = graph.supergraphSdl.replace('dev/policy/v0.1', 'dev/vault/v0.1');
  expect(() => createFederation({ supergraphSdl: unknown })).toThrow(
    /vault\/v0\.1 is for: SECURITY but is unsupported/,
  );
});

describe('what is classified differently does not compose', () => {
  const firm = (name: string, category: string) =>
    agency(
      name,
      `extend type Query { "Any firm." firm: Firm @shareable @data(category: PUBLIC) }
       "A firm." type Firm @shareable { "Phone." phone: String @data(category: ${category}) }`,
    );

  test.each([
    ['strict in one, loose in two', ['CONTACT', 'PUBLIC', 'PUBLIC']],
    ['loose in one, strict in two', ['PUBLIC', 'CONTACT', 'CONTACT']],
    ['of two kinds', ['CONTACT', 'IDENTITY', 'CONTACT']],
  ])('E22: a shared field that is %s', (_how, categories) => {
    const findings = lint([people, ...categories.map((category, index) => firm(`s${index}`, category))]);
    expect(findings).toContain('annotations-kept Firm.phone');
  });

  test.each([
    ['a field', '"No." number: String', 'Paper.number'],
    ['an argument', '"No." number("Part." part: Int): String @data(category: PUBLIC)', 'Paper.number(part:)'],
  ])('E24: %s without a category', (_what, field, coordinate) => {
    const findings = lint([people, agency('papers', `"A paper." type Paper { ${field} }`)]);
    expect(findings).toContain(`classified ${coordinate}`);
  });

  test('E24: an input field and a value to sort by without a category', () => {
    const types = `extend type Query {
        "Papers." paper("Which." where: Which @data(category: PUBLIC), "Order." orderBy: By @data(category: PUBLIC)): Int @data(category: PUBLIC)
      }
      "Which." input Which { "No." number: String }
      "Order." enum By { "By number." NUMBER }`;
    const findings = lint([people, agency('papers', types)]);
    expect(findings).toEqual(expect.arrayContaining(['classified Which.number', 'classified By.NUMBER']));
  });

  test.each([
    ['union', 'union Either = A | B', ''],
    ['interface', 'interface Either { "Text." text: String @data(category: CONTACT) }', 'implements Either'],
  ])('E25: %s members that differ', (_kind, either, how) => {
    const types = `extend type Query { "One." either: Either @data(category: PUBLIC) } "Either." ${either}
      "A." type A ${how} { "Text." text: String @data(category: CONTACT) }
      "B." type B ${how} { "Text." text: String @data(category: IDENTITY) }`;
    expect(lint([people, agency('papers', types)])).toContain('abstract-members Either.text');
    const waiver = {
      rule: 'abstract-members',
      coordinate: 'Either.*',
      reason: 'the test',
      file: 'w.yaml',
      line: 1,
    };
    expect(lint([people, agency('papers', types)], [waiver])).not.toContain('abstract-members Either.text');
  });
});
