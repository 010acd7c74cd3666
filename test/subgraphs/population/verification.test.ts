import { expect, test } from 'vitest';
import { citizens, type CitizenRecord } from '../../../subgraphs/population/collections.ts';
import { population } from '../../../subgraphs/population/subgraph.ts';
import { openSubgraph } from '../execute.ts';
import { at } from '../walk-pages.ts';
import { citizen, identifier } from './records.ts';

const operation = `query ($input: CitizenParticulars!) {
  verifyCitizen(input: $input) { outcome mismatches citizen { id } }
}`;

async function verify(record: CitizenRecord, stated: Readonly<Record<string, unknown>>) {
  const subgraph = await openSubgraph(population);
  await subgraph.put(citizens, record);
  const input = { identifierKind: 'PERSONAL_NUMBER', identifier: 'number-1', ...stated };
  return at(await subgraph.run(operation, { input }), 'verifyCitizen');
}

const person = citizen('someone', { identifiers: [identifier('number-1')] });
const match = { outcome: 'MATCH', mismatches: [], citizen: { id: 'someone' } };
const mismatch = (...mismatches: readonly string[]) => ({ outcome: 'MISMATCH', mismatches, citizen: null });

test.each([
  ['in capitals', 'NGUYỄN THỊ ÁNH'],
  ['in decomposed Unicode', 'Nguyễn Thị Ánh'.normalize('NFD')],
  ['in decomposed capitals', 'NGUYỄN THỊ ÁNH'.normalize('NFD')],
  ['with spaces around and between', '  Nguyễn   Thị Ánh '],
])('finds a name right that is typed %s', async (_how, fullName) => {
  expect(await verify(person, { fullName })).toEqual(match);
});

test.each([
  ['a missing diacritic', 'Nguyễn Thị Anh'],
  ['another diacritic', 'Nguyễn Thị Ành'],
  ['a missing middle name', 'Nguyễn Ánh'],
  ['another order', 'Ánh Nguyễn Thị'],
  ['an empty name', ''],
])('finds a name wrong for %s', async (_what, fullName) => {
  expect(await verify(person, { fullName })).toEqual(mismatch('FULL_NAME'));
});

test('names each particular that was stated wrongly, and no other', async () => {
  const stated = { fullName: 'Trần Văn Bình', birthDate: '1990-05-18', gender: 'MALE' };
  expect(await verify(person, stated)).toEqual(mismatch('FULL_NAME', 'BIRTH_DATE', 'GENDER'));
  expect(await verify(person, { ...stated, fullName: 'Nguyễn Thị Ánh', gender: 'FEMALE' })).toEqual(
    mismatch('BIRTH_DATE'),
  );
});

test('does not compare what was not stated', async () => {
  expect(await verify(person, {})).toEqual(match);
  expect(await verify(person, { fullName: null, birthDate: null, gender: null })).toEqual(match);
});

test('does not know a number that nobody bears, nor one that is of another kind', async () => {
  const nobody = { outcome: 'NOT_FOUND', mismatches: [], citizen: null };
  expect(await verify(person, { identifier: 'number-2' })).toEqual(nobody);
  expect(await verify(person, { identifierKind: 'PASSPORT' })).toEqual(nobody);
});

test('compares the year alone where just the year of birth is known', async () => {
  const { birthDate: _unknown, ...rest } = person;
  const yearOnly = { ...rest, birthYear: 1952 };
  expect(await verify(yearOnly, { birthDate: '1952-01-01' })).toEqual(match);
  expect(await verify(yearOnly, { birthDate: '1952-12-31' })).toEqual(match);
  expect(await verify(yearOnly, { birthDate: '1953-01-01' })).toEqual(mismatch('BIRTH_DATE'));
});

const changed = citizen('someone', {
  identifiers: [
    identifier('number-1', { status: 'CANCELLED', validTo: '2025-03-31' }),
    identifier('number-9', { validFrom: '2025-04-01' }),
  ],
});

test('says of a cancelled number that it is cancelled', async () => {
  expect(await verify(changed, { fullName: 'Nguyễn Thị Ánh' })).toEqual(mismatch('IDENTIFIER_VALIDITY'));
  expect(await verify(changed, { identifier: 'number-9' })).toEqual(match);
});

test('takes a card as valid that was given again under its old number', async () => {
  const card = { kind: 'HI_CARD' } as const;
  const renewed = citizen('someone', {
    identifiers: [
      identifier('card-1', { ...card, status: 'EXPIRED', validTo: '2025-12-31' }),
      identifier('card-1', { ...card, validFrom: '2026-01-01' }),
    ],
  });
  expect(await verify(renewed, { identifierKind: 'HI_CARD', identifier: 'card-1' })).toEqual(match);
});

test('finds a citizen by an earlier number and by the one of now', async () => {
  const subgraph = await openSubgraph(population);
  await subgraph.put(citizens, changed, citizen('other', { identifiers: [identifier('number-2')] }));
  for (const value of ['number-1', 'number-9']) {
    const answer = await subgraph.run(
      'query ($value: String!) { citizenByIdentifier(kind: PERSONAL_NUMBER, value: $value) { id personalNumber } }',
      { value },
    );
    expect(at(answer, 'citizenByIdentifier')).toEqual({ id: 'someone', personalNumber: 'number-9' });
  }
});

test('finds the right one of two who bear the same value in different registers', async () => {
  const subgraph = await openSubgraph(population);
  await subgraph.put(
    citizens,
    citizen('a', { identifiers: [identifier('123', { kind: 'OLD_ID_CARD' })] }),
    citizen('b', { identifiers: [identifier('123', { kind: 'PASSPORT' })] }),
  );
  const answer = await subgraph.run('{ citizenByIdentifier(kind: PASSPORT, value: "123") { id } }');
  expect(at(answer, 'citizenByIdentifier', 'id')).toBe('b');
});

test('gives null for ids that are not known and refuses more than a hundred', async () => {
  const subgraph = await openSubgraph(population);
  await subgraph.put(citizens, person);
  const operation = 'query ($ids: [ID!]!) { citizens(ids: $ids) { id } }';
  const some = await subgraph.run(operation, { ids: ['nobody', 'someone', 'nobody'] });
  expect(at(some, 'citizens')).toEqual([null, { id: 'someone' }, null]);
  const many = await subgraph.run(operation, { ids: Array.from({ length: 101 }, (_, i) => `${i}`) });
  expect(many.codes).toEqual(['BAD_USER_INPUT']);
  expect(many.reads).toBe(0);
});

test('a number of one kind that two bear tells of neither, one of another kind of its bearer', async () => {
  const subgraph = await openSubgraph(population);
  const old = identifier('number-1', { kind: 'OLD_ID_CARD' });
  const cancelled = identifier('number-1', { status: 'CANCELLED' });
  await subgraph.put(citizens, person, citizen('two', { identifiers: [cancelled, old] }));
  const lookUp = `query ($kind: IdentifierKind!) { citizenByIdentifier(kind: $kind, value: "number-1") { id } }`;
  const found = async (kind: string) => at(await subgraph.run(lookUp, { kind }), 'citizenByIdentifier');
  expect([await found('PERSONAL_NUMBER'), await found('OLD_ID_CARD')]).toEqual([null, { id: 'two' }]);
  const input = { identifierKind: 'PERSONAL_NUMBER', identifier: 'number-1' };
  const answer = await subgraph.run(operation, { input });
  expect(at(answer, 'verifyCitizen')).toEqual({ outcome: 'NOT_FOUND', mismatches: [], citizen: null });
});
