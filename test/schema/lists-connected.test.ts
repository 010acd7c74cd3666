import { expect, test } from 'vitest';
import { agency, lint, people } from './small-graph.ts';

const extension = (field: string, types = '') =>
  agency(
    'groups',
    `"A person." type Person @key(fields: "id") { "Opaque pseudonym." id: ID! @data(category: PUBLIC) ${field} } ${types}`,
  );

test.each([
  ['of texts', '"Names." names: [String!] @data(category: IDENTITY)', ''],
  [
    'of values',
    '"Spans." spans: [Span!] @data(category: LEAVE)',
    '"A span." type Span { "Days." days: Int @data(category: LEAVE) }',
  ],
  [
    'in a connection',
    '"Friends." friends("Page." first: Int @data(category: PUBLIC)): FriendConnection @data(category: FAMILY)',
    '"A page." type FriendConnection { "Rows." nodes: [Person!] @data(category: FAMILY) }',
  ],
])('accepts a list %s', (_what, field, types) => {
  expect(lint([people, extension(field, types)])).toEqual([]);
});

test.each([
  ['of an entity', '[Person!]', ''],
  ['of lists of an entity', '[[Person!]!]', ''],
  ['of a union with an entity', '[Someone!]', '"Someone." union Someone = Person'],
])('refuses a plain list %s', (_what, type, types) => {
  const groups = extension(`"Friends." friends: ${type} @data(category: FAMILY)`, types);
  expect(lint([people, groups])).toEqual(['lists-connected Person.friends']);
});

test('reports a list of an interface there, and not for each type that implements it', () => {
  const field = '"Friends." friends: [Person!] @data(category: FAMILY)';
  const groups = agency(
    'groups',
    `"A person." type Person @key(fields: "id") { "Opaque pseudonym." id: ID! @data(category: PUBLIC) }
     "Has friends." interface Sociable { ${field} }
     "A club." type Club implements Sociable { ${field} }
     "A team." type Team implements Sociable { ${field} }`,
  );
  expect(lint([people, groups])).toEqual(['lists-connected Sociable.friends']);
});
