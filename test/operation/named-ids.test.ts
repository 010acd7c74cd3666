import { expect, test } from 'vitest';
import { namedIds } from '../../gateway/operation/named-ids.ts';
import { sha256 } from '../../schema/sha256.ts';

const idOf = (n: number) => `id-${String(n).padStart(19, '0')}`;
const stuffing = Array.from({ length: 3_000 }, (_none, at) => idOf(at + 10));
/** As many as can be written one by one into a text of 10,000 tokens. */
const some = stuffing.slice(0, 1_100);
const [person, other] = [idOf(1), idOf(2)];
const quoted = (ids: readonly string[]) => ids.map((id) => `"${id}"`).join(' ');
const ask = '{ citizen(id: $id) { fullName } }';

test('of a request that names few, all are named', () => {
  expect(namedIds({ text: `{ me { a(id: "${person}") } }`, variables: { more: [other] } }, 'self')).toEqual({
    named: ['self', person, other],
  });
  expect(namedIds({ text: '{ some { name } }' }, 'self')).toEqual({});
  expect(namedIds({ text: undefined }, 'self')).toEqual({ named: ['self'] });
  expect(namedIds({ text: '{ a }' })).toEqual({});
});

test.each<[string, Parameters<typeof namedIds>[0]]>([
  ['of a field', { text: 'mutation { approveEmergencyAccess(id: $id) { id } }' }],
  ['of a type', { text: '{ a { ... on EmergencyAccessRefused { because } } }' }],
  [
    'of an operation and a variable',
    { text: 'query requestEmergencyAccess($requestEmergencyAccess: ID) { a }' },
  ],
  ['of a field beside a string with an escape', { text: '{ approveEmergencyAccess(a: "\\u0041") }' }],
  [
    'of an input field',
    { text: '{ a }', variables: { requestEmergencyAccess: { requestEmergencyAccess: 1 } } },
  ],
  ['in a comment', { text: '{ a } # approveEmergencyAccess' }],
])('a name is nobody, though it is as long as an id: one %s', (_where, request) => {
  expect(namedIds(request)).toEqual({});
});

test.each<[string, Parameters<typeof namedIds>[0]]>([
  ['in a string', { text: `{ a(id: "${person}") }` }],
  ['written with escapes', { text: `{ a(id: "\\u0069${person.slice(1)}") }` }],
  ['in a block string', { text: `{ a(id: """\n  ${person}\n""") }` }],
  ['deep in a variable', { text: '{ a }', variables: { input: { some: [{ id: person }] } } }],
  ['behind the end of a line in a variable', { text: '{ a }', variables: { id: `of\n${person}` } }],
  ['in a string that does not end', { text: `{ a(id: "${person}` }],
  ['behind what is no GraphQL', { text: `{ a ? (id: "${person}") }` }],
  ['behind more tokens than are read', { text: `{ ${'a '.repeat(10_000)} b(id: "${person}") }` }],
])('an id is named, %s', (_where, request) => {
  expect(namedIds(request)).toEqual({ named: [person] });
});

test.each<[string, Parameters<typeof namedIds>[0]]>([
  [
    'in variables that nobody uses',
    { text: `query($id: ID!) ${ask}`, variables: { a: stuffing, id: person } },
  ],
  [
    'in another argument',
    {
      text: `query($id: ID!) { citizens(ids: [${quoted(stuffing)}]) { id } ${ask.slice(1)}`,
      variables: { id: person },
    },
  ],
  [
    'in a directive',
    { text: `query($id: ID!) @a(b: [${quoted(stuffing)}]) ${ask}`, variables: { id: person } },
  ],
  [
    'in another operation',
    {
      text: `query A { ${stuffing
        .slice(0, 1_200)
        .map((id) => `a(i: "${id}")`)
        .join(' ')} } query B($id: ID!) ${ask}`,
      operationName: 'B',
      variables: { id: person },
    },
  ],
  [
    'in a fragment before the one that asks',
    {
      text: `fragment A on Query { ${stuffing
        .slice(0, 1_200)
        .map((id) => `a(i: "${id}")`)
        .join(' ')} } fragment B on Query { citizen(id: "${person}") { id } } { ...B }`,
    },
  ],
  [
    'in a default that another value stands for',
    { text: `query($a: [ID!] = [${quoted(stuffing)}], $id: ID!) ${ask}`, variables: { id: person } },
  ],
  [
    'in defaults of variables that nobody uses',
    {
      text: `query(${some.map((id, at) => `$v${at}: ID = "${id}"`).join(' ')} $id: ID!) ${ask}`,
      variables: { id: person },
    },
  ],
  [
    'in a field that is skipped',
    {
      text: `query($id: ID!) { citizens(ids: [${quoted(stuffing)} $id]) @skip(if: true) { id } ${ask.slice(1)}`,
      variables: { id: person },
    },
  ],
  [
    'in the defaults of variables of fields that are left out',
    {
      text: `query(${some.map((id, at) => `$v${at}: ID = "${id}"`).join(' ')} $no: Boolean = false, $id: ID!) {
        ... @include(if: $no) { citizens(ids: [${some.map((_id, at) => `$v${at}`).join(' ')}]) { id } }
        ${ask.slice(1)}`,
      variables: { id: person },
    },
  ],
  [
    'before it in a list in which it stands as well',
    {
      text: `query($a: [ID!]!, $id: ID!) { ${Array.from({ length: 100 }, (_none, at) => `a${at}: citizens(ids: $a) { id }`).join(' ')} ${ask.slice(1)}`,
      variables: { a: [...stuffing, person], id: person },
    },
  ],
])('whom a question is about is named, however many ids stand %s', (_where, request) => {
  const { named, allNamed } = namedIds(request);
  expect(named).toHaveLength(1_000);
  expect(named).toContain(person);
  expect(allNamed?.count).toBeGreaterThan(1_000);
});

test('what is not kept is counted, and whoever has the request can prove what it was', () => {
  const ids = [...stuffing, person];
  expect(namedIds({ text: `{ ${quoted(ids)} no GraphQL`, variables: {} }).allNamed).toEqual({
    count: ids.length,
    digest: sha256(ids.toSorted().join(' ')),
  });
});

test('a variable is read once, however often it is used', () => {
  let reads = 0;
  const id = { toJSON: () => (reads++, stuffing) };
  const uses = Array.from({ length: 100 }, (_none, at) => `a${at}(i: $id)`).join(' ');
  expect(namedIds({ text: `query($id: [ID!]) { ${uses} }`, variables: { id } }).named).toHaveLength(1_000);
  // With all variables, and where it is used.
  expect(reads).toBe(2);
});
