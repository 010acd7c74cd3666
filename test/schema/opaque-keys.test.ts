import { expect, test } from 'vitest';
import { agency, lint, people } from './small-graph.ts';

function keyed(key: string, fields: string, ofType = '') {
  return agency(
    'papers',
    `"A paper." type Paper ${key} ${ofType} { ${fields} }
     extend type Query { "A paper." paper: Paper @data(category: PUBLIC) }`,
  );
}

const id = '"Opaque id." id: ID! @data(category: PUBLIC)';

test('accepts a public, opaque id', () => {
  expect(lint([people, keyed('@key(fields: "id")', id)])).toEqual([]);
});

test('accepts an id of a type that takes an answer to have, which its key does not give', () => {
  const answered = '@data(category: DOCUMENT, derived: true)';
  expect(lint([people, keyed('@key(fields: "id")', id, answered)])).toEqual([]);
});

test.each([
  [
    'a meaningful key',
    keyed('@key(fields: "number")', '"Number." number: ID! @data(category: DOCUMENT)'),
    'Paper',
  ],
  [
    'a second, meaningful key',
    keyed(
      '@key(fields: "id") @key(fields: "number")',
      `${id} "Number." number: ID @data(category: IDENTIFIER)`,
    ),
    'Paper',
  ],
  [
    'a key of two fields',
    keyed('@key(fields: "id year")', `${id} "Year." year: Int @data(category: PUBLIC)`),
    'Paper',
  ],
  ['an id that may be missing', keyed('@key(fields: "id")', id.replace('!', '')), 'Paper.id'],
  ['an id that is a number', keyed('@key(fields: "id")', id.replace('ID!', 'Int!')), 'Paper.id'],
  ['a protected id', keyed('@key(fields: "id")', id.replace('PUBLIC', 'IDENTIFIER')), 'Paper.id'],
  ['an id of a protected type', keyed('@key(fields: "id")', id, '@data(category: DOCUMENT)'), 'Paper.id'],
  [
    'an id that nobody calls opaque',
    keyed('@key(fields: "id")', id.replace('Opaque', 'Registered')),
    'Paper.id',
  ],
])('refuses %s as a key', (_what, papers, coordinate) => {
  expect(lint([people, papers])).toContain(`opaque-keys ${coordinate}`);
});
