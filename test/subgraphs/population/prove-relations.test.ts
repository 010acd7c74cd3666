import { describe, expect, test } from 'vitest';
import {
  citizens,
  familyRelations,
  type CitizenRecord,
  type FamilyRelationKind,
  type FamilyRelationRecord,
} from '../../../subgraphs/population/collections.ts';
import { proveRelations } from '../../../subgraphs/population/prove-relations.ts';
import { population } from '../../../subgraphs/population/subgraph.ts';
import { today } from '../execute.ts';
import { openSources } from '../open-sources.ts';
import { citizen, relation } from './records.ts';

const inverse: Partial<Record<FamilyRelationKind, FamilyRelationKind>> = {
  MOTHER: 'CHILD',
  FATHER: 'CHILD',
  ADOPTIVE_PARENT: 'ADOPTED_CHILD',
  GUARDIAN: 'WARD',
  SPOUSE: 'SPOUSE',
};

/** The relation from both ends, as the register stores it: `relative` is the `kind` of `person`. */
function related(
  person: string,
  kind: FamilyRelationKind,
  relative: string,
  given: Partial<FamilyRelationRecord> = {},
): readonly FamilyRelationRecord[] {
  return [relation(person, kind, relative, given), relation(relative, inverse[kind] ?? kind, person, given)];
}

const minor = (id: string, given: Partial<CitizenRecord> = {}) =>
  citizen(id, { birthDate: '2012-08-20', birthYear: 2012, ...given });

/** Whom `me` represents, among these people. */
async function representedBy(
  people: readonly CitizenRecord[],
  ...relations: readonly (readonly FamilyRelationRecord[])[]
) {
  const { put, sources, takeReads } = await openSources(population);
  await put(citizens, citizen('me'), ...people);
  await put(familyRelations, ...relations.flat());
  takeReads();
  const { represented } = await proveRelations(
    { role: 'REPRESENTATIVE', citizen: 'me' },
    { today, ...sources() },
  );
  return { represented, reads: takeReads() };
}

const proven = async (...given: Parameters<typeof representedBy>) =>
  (await representedBy(...given)).represented;

describe('a living person is represented', () => {
  test.each(['MOTHER', 'FATHER', 'ADOPTIVE_PARENT'] as const)('by the %s while a minor', async (kind) => {
    const grownUp = citizen('grown-up', { birthDate: '2008-07-15' });
    const almost = citizen('almost', { birthDate: '2008-07-16' });
    const all = [minor('child'), grownUp, almost].map(({ id }) => related(id, kind, 'me'));
    expect(await proven([minor('child'), grownUp, almost], ...all)).toEqual(['almost', 'child']);
  });

  test('by a guardian while appointed, at every age', async () => {
    const ended = { validTo: today.subtract({ days: 1 }).toString() };
    expect(
      await proven(
        [citizen('ward'), citizen('former')],
        related('ward', 'GUARDIAN', 'me'),
        related('former', 'GUARDIAN', 'me', ended),
      ),
    ).toEqual(['ward']);
  });

  test('by nobody who just declared it', async () => {
    const declared = { provenBy: 'DECLARATION' } as const;
    expect(await proven([minor('child')], related('child', 'MOTHER', 'me', declared))).toEqual([]);
  });

  test('by no parent whose child was adopted, but by one who is married to who adopted it', async () => {
    const adopted = [related('child', 'MOTHER', 'me'), related('child', 'ADOPTIVE_PARENT', 'adopter')];
    const people = [minor('child'), citizen('adopter')];
    expect(await proven(people, ...adopted)).toEqual([]);
    expect(await proven(people, ...adopted, related('me', 'SPOUSE', 'adopter'))).toEqual(['child']);
  });

  test('by a parent who was married to who adopted the child on the day of the adoption, whatever became of the marriage', async () => {
    const people = [minor('child'), citizen('adopter')];
    const adopted = (validFrom: string) => [
      related('child', 'MOTHER', 'me'),
      related('child', 'ADOPTIVE_PARENT', 'adopter', { validFrom }),
    ];
    const married = related('me', 'SPOUSE', 'adopter', { validFrom: '2024-06-01', validTo: '2026-03-01' });
    expect(await proven(people, ...adopted('2025-01-01'), married)).toEqual(['child']);
    expect(await proven(people, ...adopted('2024-05-31'), married)).toEqual([]);
    expect(await proven(people, ...adopted('2026-03-02'), married)).toEqual([]);
  });

  test('neither by a spouse nor by a child', async () => {
    expect(
      await proven(
        [citizen('spouse'), citizen('parent')],
        related('spouse', 'SPOUSE', 'me'),
        related('me', 'MOTHER', 'parent'),
      ),
    ).toEqual([]);
  });
});

describe('a dead person is represented', () => {
  const dead = citizen('dead', { diedOn: '2026-03-10' });

  test('by the spouse, also when the death has ended the marriage', async () => {
    expect(await proven([dead], related('dead', 'SPOUSE', 'me', { validTo: '2026-03-10' }))).toEqual([
      'dead',
    ]);
    expect(await proven([dead], related('dead', 'SPOUSE', 'me', { validTo: '2026-03-09' }))).toEqual([]);
  });

  test('by a grown-up child, by birth or adoption', async () => {
    expect(await proven([dead], related('me', 'MOTHER', 'dead'))).toEqual(['dead']);
    expect(await proven([dead], related('me', 'ADOPTIVE_PARENT', 'dead'))).toEqual(['dead']);
  });

  test('by no child who is a minor', async () => {
    const { put, sources } = await openSources(population);
    await put(citizens, minor('me'), dead);
    await put(familyRelations, ...related('me', 'MOTHER', 'dead'));
    const answer = await proveRelations({ role: 'CITIZEN', citizen: 'me' }, { today, ...sources() });
    expect(answer).toEqual({ represented: [] });
  });

  test('by a parent where neither spouse nor grown-up child lives', async () => {
    const parent = related('dead', 'FATHER', 'me');
    const spouse = related('dead', 'SPOUSE', 'spouse');
    const child = related('child', 'FATHER', 'dead');
    expect(await proven([dead], parent)).toEqual(['dead']);
    expect(await proven([dead, citizen('spouse')], parent, spouse)).toEqual([]);
    expect(await proven([dead, citizen('spouse', { diedOn: '2026-04-01' })], parent, spouse)).toEqual([
      'dead',
    ]);
    expect(await proven([dead, citizen('child')], parent, child)).toEqual([]);
    expect(await proven([dead, minor('child')], parent, child)).toEqual(['dead']);
  });
});

test('who has no id as a citizen represents nobody', async () => {
  const { sources } = await openSources(population);
  expect(await proveRelations({ role: 'REPRESENTATIVE' }, { today, ...sources() })).toEqual({});
});

test('the store is read as often for fifty wards and dead relatives as for one', async () => {
  const family = (size: number) => {
    const wards = Array.from({ length: size }, (_, i) => `ward-${i}`);
    const dead = Array.from({ length: size }, (_, i) => citizen(`dead-${i}`, { diedOn: '2026-03-10' }));
    return representedBy(
      [...wards.map((id) => citizen(id)), ...dead],
      ...wards.map((id) => related(id, 'GUARDIAN', 'me')),
      ...dead.map(({ id }) => related(id, 'SPOUSE', 'me')),
    );
  };
  const [one, fifty] = [await family(1), await family(50)];
  expect(fifty.represented).toHaveLength(100);
  expect(fifty.reads).toEqual(one.reads);
  expect(fifty.reads).toHaveLength(4);
});
