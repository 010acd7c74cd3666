import { describe, expect, test } from 'vitest';
import { agency, lint, people, preamble } from './small-graph.ts';

const types = '"A paper." type Paper @data(category: DOCUMENT) { "Its number." number: String }';

describe('all agencies speak of access in the same words', () => {
  test.each([
    [
      'a category of its own',
      preamble.replace('  PUBLIC\n', '  PUBLIC\n  "Mine."\n  SECRET\n'),
      'access-block DataCategory',
    ],
    ['another description', preamble.replace('"Classifies data;', '"Describes data;'), 'access-block data'],
    [
      'no masks',
      preamble.replace(/"Ways to shorten[^}]*}/, 'enum DataMask { LAST4 }'),
      'access-block DataMask',
    ],
    ['a category added', `${preamble}\nextend enum DataCategory { SECRET }`, 'access-block DataCategory'],
    ['no @composeDirective', preamble.replace('@composeDirective(name: "@data")', ''), 'access-block schema'],
  ])('refuses an SDL with %s', (_what, before, finding) => {
    expect(lint([people, agency('papers', types, before)])).toContain(finding);
  });

  test.each([
    ['an unknown federation version', preamble.replace('federation/v2.12', 'federation/v2.11')],
    [
      'a specification nobody enforces',
      `${preamble}\nextend schema @link(url: "https://example.org/guard/v1.0")`,
    ],
    [
      'another version of a directive',
      `${preamble}\nextend schema @link(url: "https://specs.apollo.dev/policy/v0.2")`,
    ],
    ['a directive under another name', preamble.replace('"@policy"', '{ name: "@policy", as: "@rule" }')],
    ['a specification under another name', preamble.replace('access/v1.0",', 'access/v1.0", as: "acc",')],
    [
      '@authenticated from another address',
      `${preamble.replace('"@authenticated", ', '')}
       extend schema @link(url: "https://example.org/authenticated/v0.1", import: ["@authenticated"])
       directive @authenticated on FIELD_DEFINITION`,
    ],
  ])('refuses %s', (_what, before) => {
    expect(lint([people, agency('papers', types, before)])).toContain('spec-versions schema');
  });
});

describe('nothing looks like a guard that is none', () => {
  const unguarded = preamble.replace('"@authenticated", "@requiresScopes", "@policy"', '');

  test.each([
    ['@authenticated', 'directive @authenticated on FIELD_DEFINITION', '@authenticated'],
    [
      '@requiresScopes',
      'directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION',
      '@requiresScopes(scopes: [["a"]])',
    ],
    [
      '@policy',
      'directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION',
      '@policy(policies: [["a"]])',
    ],
    ['@Authenticated', 'directive @Authenticated on FIELD_DEFINITION', '@Authenticated'],
    [
      '@requires_scope',
      'directive @requires_scope(scope: String) on FIELD_DEFINITION',
      '@requires_scope(scope: "a")',
    ],
    ['@policies', 'directive @policies(all: [String!]) on FIELD_DEFINITION', '@policies(all: ["a"])'],
  ])('refuses a local definition of %s, which composition drops', (name, definition, use) => {
    const before = `${unguarded}\n${definition}`;
    const papers = agency(
      'papers',
      `"A paper." type Paper { "No." number: String @data(category: PUBLIC) ${use} }`,
      before,
    );
    expect(lint([people, papers])).toContain(`look-alikes ${name}`);
  });

  test('refuses a guard that is written with its prefix', () => {
    const use =
      '"A paper." type Paper { "No." number: String @data(category: PUBLIC) @federation__authenticated }';
    expect(lint([people, agency('papers', use, unguarded)])).toEqual([
      'look-alikes @federation__authenticated',
    ]);
  });

  test('accepts the imported guards', () => {
    const papers = agency(
      'papers',
      `"A paper." type Paper {
        "No." number: String @data(category: PUBLIC) @authenticated @requiresScopes(scopes: [["a", "b"], ["c"]])
        "Day." day: String @data(category: PUBLIC) @policy(policies: [["p"]])
      }`,
    );
    expect(lint([people, papers])).toEqual([]);
  });
});
