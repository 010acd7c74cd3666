import { expect, test } from 'vitest';
import { composeSupergraph } from '../../schema/compose.ts';
import { lintAgreement } from '../../schema/lint/lint-agreement.ts';
import { accessSdl, agency, lint, people, preamble } from './small-graph.ts';

const shared = (annotations: string) =>
  `"A firm." type Firm @shareable { "Code." code: String ${annotations} }
   extend type Query { "A firm." firm: Firm @shareable @data(category: PUBLIC) }`;

test('accepts a shared type that both agencies classify alike', () => {
  const sdl = shared('@data(category: CONTRIBUTION, mask: LAST4)');
  expect(lint([people, agency('one', sdl), agency('two', sdl)])).toEqual([]);
});

test.each([
  ['another category', '@data(category: CONTRIBUTION)', '@data(category: IDENTITY)'],
  [
    'one category more',
    '@data(category: CONTRIBUTION)',
    '@data(category: CONTRIBUTION) @data(category: IDENTITY)',
  ],
  ['another mask', '@data(category: CONTRIBUTION)', '@data(category: CONTRIBUTION, mask: LAST4)'],
  ['a derived answer', '@data(category: CONTRIBUTION)', '@data(category: CONTRIBUTION, derived: true)'],
])('refuses a shared field that one agency calls %s', (_what, one, two) => {
  const findings = lint([people, agency('one', shared(one)), agency('two', shared(two))]);
  expect(findings).toContain('annotations-kept Firm.code');
});

test('refuses annotations that nobody composes', () => {
  const forgetful = preamble.replace('@composeDirective(name: "@data")', '');
  const findings = lint([{ ...people, sdl: people.sdl.replace(preamble, forgetful) }]);
  expect(findings).toContain('annotations-kept Person.name');
});

test('refuses an input field that only one agency has, for composition drops it', () => {
  const input = (fields: string) =>
    `"Filter." input Filter { "Name." name: String @data(category: IDENTITY) ${fields} }
     extend type Query {
       "Count." count("Of." of: Filter @data(category: PUBLIC)): Int @shareable @data(category: PUBLIC)
     }`;
  const two = agency('two', input('"Age." age: Int @data(category: IDENTITY)'));
  expect(lint([people, agency('one', input('')), two])).toContain('annotations-kept Filter.age');
});

test('an external field says what its owner says, or no answer of its agency would be used', () => {
  const reckoner = (annotation: string) =>
    agency(
      'reckoner',
      `"A person." type Person @key(fields: "id") {
       "Opaque pseudonym." id: ID! @data(category: PUBLIC)
       "Name as registered." name: String @external ${annotation}
       "Initials." initials: String @requires(fields: "name") @data(category: IDENTITY)
     }`,
    );
  expect(lint([people, reckoner('@data(category: IDENTITY)')])).toEqual([]);
  expect(lint([people, reckoner('')])).toEqual(['as-strict Person.name']);
});

test('refuses a requirement that is gone from the supergraph', () => {
  const guarded = agency(
    'papers',
    '"P." type Paper { "No." number: String @data(category: PUBLIC) @authenticated }',
  );
  const subgraphs = [people, guarded];
  const supergraphSdl = composeSupergraph(subgraphs).supergraphSdl?.replace(
    /(number: String.*) @authenticated/,
    '$1',
  );
  const findings = lintAgreement({ subgraphs, accessSdl, supergraphSdl });
  expect(findings.map(({ rule, coordinate }) => `${rule} ${coordinate}`)).toEqual([
    'annotations-kept Paper.number',
  ]);
});
