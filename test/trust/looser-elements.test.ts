import { buildASTSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { indexAccess } from '../../gateway/access/access-index.ts';
import { looserElements } from '../../gateway/trust/looser-elements.ts';

const link = 'extend schema @link(url: "https://lienthong.gov.vn/access/v1.0", import: ["@data"])';
const publicly = '@data(category: PUBLIC)';

const written = (body: string) => `${link}\n${body}`;

/** What the gateway serves, as far as it is looked at. */
function graphOf(body: string) {
  const document = parse(written(body));
  return { access: indexAccess(document, buildASTSchema(document, { assumeValidSDL: true })) };
}

const served = `
  type Query { person(id: ID! ${publicly}): Person ${publicly}, find(by: Wish ${publicly}): Person ${publicly} }
  type Person {
    id: ID! ${publicly}
    name: String @data(category: IDENTITY)
    account(of: String @data(category: IDENTITY)): String @data(category: BANK, mask: LAST4)
    illness: Illness ${publicly}
    hasAccount: Boolean @data(category: BANK, derived: true)
  }
  type Illness @data(category: DIAGNOSIS) { code: String ${publicly} }
  input Wish { name: String @data(category: IDENTITY), kind: Kind ${publicly} }
  enum Kind { ANY HIV @data(category: RESTRICTED) }
`;

test.each<[string, string, string, readonly string[]]>([
  ['says the same', '', '', []],
  ['says more', 'id: ID! @data(category: PUBLIC)', 'id: ID! @data(category: IDENTIFIER)', []],
  [
    'says something beside it',
    'name: String @data(category: IDENTITY)\n',
    'name: String @data(category: IDENTITY) @data(category: FAMILY)\n',
    [],
  ],
  ['does not have it', 'name: String @data(category: IDENTITY)\n', '', []],
  [
    'calls a field public',
    'name: String @data(category: IDENTITY)\n',
    'name: String @data(category: PUBLIC)\n',
    ['Person.name'],
  ],
  ['forgets the mask', ', mask: LAST4', '', ['Person.account']],
  ['calls a datum an answer about it', 'mask: LAST4', 'mask: LAST4, derived: true', ['Person.account']],
  [
    'calls an argument public',
    'of: String @data(category: IDENTITY)',
    'of: String @data(category: PUBLIC)',
    ['Person.account(of:)'],
  ],
  [
    'does not classify a type',
    'type Illness @data(category: DIAGNOSIS)',
    'type Illness',
    ['Illness.__typename', 'Illness.code', 'Person.illness'],
  ],
  [
    'calls a field of an input public',
    'input Wish { name: String @data(category: IDENTITY)',
    'input Wish { name: String @data(category: PUBLIC)',
    ['Wish.name'],
  ],
  ['does not classify a value of an enum', 'HIV @data(category: RESTRICTED)', 'HIV', ['Kind.HIV']],
  [
    'does not link the vocabulary',
    link,
    '',
    [
      'Illness.__typename',
      'Illness.code',
      'Kind.HIV',
      'Person.account',
      'Person.account(of:)',
      'Person.hasAccount',
      'Person.illness',
      'Person.name',
      'Wish.name',
    ],
  ],
])('a schema that %s', (_what, before, after, looser) => {
  const sdl = written(served);
  expect(sdl).toContain(before);
  expect(looserElements(sdl.replace(before, after), graphOf(served)).toSorted()).toEqual(looser);
});

test('what the gateway lets nobody ask for asks nothing of an agency', () => {
  const graph = graphOf(served.replace(`id: ID! ${publicly}`, 'id: ID!'));
  expect(looserElements(written(served), graph)).toEqual([]);
});
