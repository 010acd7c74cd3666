import { describe, expect, test } from 'vitest';
import { agency, lint, people } from './small-graph.ts';

function guarded(requirement: string) {
  return agency(
    'papers',
    `"A paper." type Paper { "No." number: String @data(category: PUBLIC) ${requirement} }`,
  );
}

describe('a requirement demands something', () => {
  test.each(['[]', '[[]]', '[["x"], []]', '[[""]]', '[["x", " "]]'])('refuses %s', (groups) => {
    expect(lint([people, guarded(`@requiresScopes(scopes: ${groups})`)])).toContain(
      'requirement-groups @requiresScopes',
    );
    expect(lint([people, guarded(`@policy(policies: ${groups})`)])).toContain('requirement-groups @policy');
  });

  test('accepts groups of names', () => {
    expect(lint([people, guarded('@requiresScopes(scopes: [["x"], ["y", "z"]])')])).toEqual([]);
  });
});

describe('composition itself refuses', () => {
  const onInterface = (type: string, field: string) =>
    agency(
      'papers',
      `"Has a number." interface Numbered ${type} { "No." number: String @data(category: PUBLIC) ${field} }
       "A paper." type Paper implements Numbered { "No." number: String @data(category: PUBLIC) }`,
    );

  test.each([
    ['an interface', onInterface('@authenticated', '')],
    ['a field of an interface', onInterface('', '@authenticated')],
    [
      'an interface object',
      agency(
        'papers',
        `"A person." type Person @key(fields: "id") @interfaceObject @authenticated {
          "Opaque id." id: ID! @data(category: PUBLIC)
        }`,
      ),
    ],
  ])('a requirement on %s', (_what, papers) => {
    const owner = agency(
      'owner',
      `"A person." interface Person @key(fields: "id") { "Opaque id." id: ID! @data(category: PUBLIC) }
       "A citizen." type Citizen implements Person @key(fields: "id") { "Opaque id." id: ID! @data(category: PUBLIC) }
       type Query { "One." one: Person @data(category: PUBLIC) }`,
    );
    expect(lint([owner, papers])).toContain('AUTH_REQUIREMENTS_APPLIED_ON_INTERFACE');
  });

  const owner = agency(
    'owner',
    `type Query { "One." one: Person @data(category: PUBLIC) }
     "A firm." type Firm @shareable { "Size." size: Int @data(category: PUBLIC) @requiresScopes(scopes: [["firm"]]) }
     "A person." type Person @key(fields: "id") {
       "Opaque id." id: ID! @data(category: PUBLIC)
       "Pay." pay: Int @data(category: PUBLIC) @requiresScopes(scopes: [["pay", "tax"]])
       "Firm." firm: Firm @data(category: PUBLIC)
     }`,
  );

  test.each([
    ['a guarded field', '"Pay." pay: Int @external', 'pay', ''],
    ['a field with a second scope', '"Pay." pay: Int @external', 'pay', '@requiresScopes(scopes: [["pay"]])'],
    [
      'a guarded field of an object',
      '"Firm." firm: Firm @external',
      'firm { size }',
      '@requiresScopes(scopes: [["pay"]])',
    ],
  ])('a computed field that demands less than %s', (_what, external, fields, own) => {
    const reckoner = agency(
      'reckoner',
      `"A firm." type Firm @shareable { "Size." size: Int @data(category: PUBLIC) @requiresScopes(scopes: [["firm"]]) }
       "A person." type Person @key(fields: "id") {
         "Opaque id." id: ID! @data(category: PUBLIC)
         ${external}
         "Tax." tax: Int @data(category: PUBLIC) @requires(fields: "${fields}") ${own}
       }
       extend type Query { "Firm." anyFirm: Firm @data(category: PUBLIC) }`,
    );
    expect(lint([owner, reckoner])).toEqual(['MISSING_TRANSITIVE_AUTH_REQUIREMENTS']);
  });
});
