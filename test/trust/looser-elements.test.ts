import { buildASTSchema, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { indexAccess } from '../../schema/requirements/access-index.ts';
import { looserElements } from '../../schema/requirements/looser-elements.ts';

const link = 'extend schema @link(url: "https://lienthong.gov.vn/access/v1.0", import: ["@data"])';
const publicly = '@data(category: PUBLIC)';

const written = (body: string) => `${link}\n${body}`;

/** What the gateway serves, as far as it is looked at. */
function graphOf(body: string) {
  const document = parse(written(body));
  return indexAccess(document, buildASTSchema(document, { assumeValidSDL: true }));
}

const looserIn = (sdl: string) => looserElements(parse(sdl), graphOf(served)).toSorted();

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
  expect(looserIn(sdl.replace(before, after))).toEqual(looser);
});

test('what the gateway lets nobody ask for asks nothing of an agency', () => {
  const graph = graphOf(served.replace(`id: ID! ${publicly}`, 'id: ID!'));
  expect(looserElements(parse(written(served)), graph)).toEqual([]);
});

describe('a schema that tells the same of its root, but', () => {
  const personalRoot = 'find(by: Wish @data(category: IDENTITY)): Person @data(category: IDENTITY)';
  const graph = graphOf(served.replace(/find\(.*?\): Person @data\(category: PUBLIC\)/, personalRoot));
  const looser = ['Query.find', 'Query.find(by:)'];

  test.each<[string, (sdl: string) => string]>([
    ['says it plainly', (sdl) => sdl],
    ['calls it otherwise', (sdl) => `schema { query: Root } ${sdl.replace('type Query', 'type Root')}`],
    [
      'says so by an extension',
      (sdl) => `extend schema { query: Root } ${sdl.replace('type Query', 'type Root')}`,
    ],
    ['writes it as an extension', (sdl) => sdl.replace('type Query', 'extend type Query')],
  ])('%s, is compared with the root', (_how, write) => {
    expect(looserElements(parse(write(written(served))), graph).toSorted()).toEqual(looser);
  });
});

describe('a key that the graph does not have', () => {
  const withKey = (key: string, name = 'type Person') =>
    written(served).replace('type Person', `${name} ${key}`);
  const federation = (imports: string) =>
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}])`;

  test.each([
    withKey('@key(fields: "name")'),
    withKey('@key(fields: "id") @key(fields: "id name")'),
    `${federation('{ name: "@key", as: "@by" }')} ${withKey('@by(fields: "name")')}`,
    `${written(served)} extend type Person @key(fields: "name")`,
  ])('lets personal data out unjudged: %#', (sdl) => {
    expect(looserIn(sdl)).toEqual(['Person.name']);
  });

  test('lets out nothing that is not public', () => {
    expect(looserIn(withKey('@key(fields: "id")'))).toEqual([]);
  });
});
