import { expect, test } from 'vitest';
import { agency, lint, preamble } from './small-graph.ts';

const firm = `"A firm." type Firm @shareable { "Size." size: Int @data(category: CONTRIBUTION) }
  "A school." type School @shareable @data(category: FAMILY) { "Size." size: Int }
  "Where one is." union Place = Firm | School
  "Has a name." interface Named { "Name." name: String @data(category: IDENTITY) }
  "A pet." type Pet implements Named @shareable {
    "Name." name: String @data(category: IDENTITY) @data(category: CONTACT)
  }
  extend type Query { "Any." any: Place @shareable @data(category: PUBLIC) "Pet." pet: Pet @shareable @data(category: PUBLIC) }`;

const owner = agency(
  'owner',
  `type Query { "One." one: Person @data(category: PUBLIC) }
   "A person." type Person @key(fields: "id") {
     "Opaque id." id: ID! @data(category: PUBLIC)
     "Place." place: Place @data(category: PUBLIC)
     "Friend." friend: Named @data(category: PUBLIC)
     "Name." name: String @data(category: IDENTITY)
     "Shoe size." shoe: Int @data(category: PUBLIC)
   } ${firm}`,
);

function reckoner(external: string, fields: string, categories: readonly string[]) {
  const annotations = categories.map((category) => `@data(category: ${category}, derived: true)`).join(' ');
  return agency(
    'reckoner',
    `"A person." type Person @key(fields: "id") {
       "Opaque id." id: ID! @data(category: PUBLIC)
       ${external} @external
       "Reckoned." reckoned: Int @requires(fields: "${fields}") ${annotations}
     } ${firm}`,
  );
}

test.each([
  ['a field', '"Name." name: String @data(category: IDENTITY)', 'name', ['IDENTITY']],
  ['a public field', '"Shoe size." shoe: Int', 'shoe', ['PUBLIC']],
  [
    'a nested field under a type condition',
    '"Place." place: Place',
    'place { ... on Firm { size } }',
    ['CONTRIBUTION', 'FAMILY'],
  ],
  ['a field of an interface', '"Friend." friend: Named', 'friend { name }', ['IDENTITY', 'CONTACT']],
])('accepts what is reckoned from %s and carries its categories', (_what, external, fields, categories) => {
  const waived = ['Place', 'Place.size', 'Named.name'].map((coordinate) => ({
    rule: 'abstract-members',
    coordinate,
    reason: 'the test',
    file: 'waivers.yaml',
    line: 1,
  }));
  expect(lint([owner, reckoner(external, fields, categories)], waived)).toEqual([]);
});

test.each([
  ['a personal field', '"Name." name: String', 'name', ['PUBLIC']],
  ['a field of another category', '"Name." name: String', 'name', ['CONTACT']],
  ['a nested field', '"Place." place: Place', 'place { ... on Firm { size } }', ['FAMILY']],
  ['the type name of a classified member', '"Place." place: Place', 'place { __typename }', ['PUBLIC']],
  ['a member of an interface', '"Friend." friend: Named', 'friend { name }', ['IDENTITY']],
])('refuses what is reckoned from %s and says less', (_what, external, fields, categories) => {
  expect(lint([owner, reckoner(external, fields, categories)])).toContain(
    'dependents-strict Person.reckoned',
  );
});

test.each([
  ['accepts', 'IDENTITY', false],
  ['refuses', 'PUBLIC', true],
])('%s a second path to a name that says %s', (_verb, category, refused) => {
  const name = '"Name." name: String';
  const shareable = {
    ...owner,
    sdl: owner.sdl.replace(`     ${name} @data`, `     ${name} @shareable @data`),
  };
  const provider = agency(
    'provider',
    `"A person." type Person @key(fields: "id") { "Opaque id." id: ID! @data(category: PUBLIC) ${name} @external }
     extend type Query { "Latest." latest: Person @provides(fields: "name") @data(category: ${category}) }`,
  );
  expect(lint([shareable, provider]).includes('dependents-strict Query.latest')).toBe(refused);
});

test('refuses arguments from a context, which the gateway cannot load', () => {
  const contextual = agency(
    'contextual',
    `type Query { "One." one: Person @data(category: PUBLIC) }
     "A person." type Person @key(fields: "id") @context(name: "person") {
       "Opaque id." id: ID! @data(category: PUBLIC)
       "Name." name: String @data(category: IDENTITY)
       "Pet." pet: Pet @data(category: PUBLIC)
     }
     "A pet." type Pet @key(fields: "id") {
       "Opaque id." id: ID! @data(category: PUBLIC)
       "Tag." tag(
         "Name." name: String @fromContext(field: "$person { name }") @data(category: IDENTITY)
       ): String @data(category: IDENTITY)
     }`,
    preamble.replace('"@policy"', '"@policy", "@context", "@fromContext"'),
  );
  expect(lint([contextual])).toContain('dependents-strict Pet.tag(name:)');
});
