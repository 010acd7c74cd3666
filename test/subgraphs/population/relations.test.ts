import { describe, expect, test } from 'vitest';
import {
  citizens,
  familyRelations,
  type CitizenRecord,
  type FamilyRelationRecord,
} from '../../../subgraphs/population/collections.ts';
import { population } from '../../../subgraphs/population/subgraph.ts';
import type { AccessContext } from '../../../schema/hub-context.ts';
import { caller, officerOn } from '../access/caller.ts';
import { openSubgraph, today } from '../execute.ts';
import { at } from '../walk-pages.ts';
import { citizen, relation } from './records.ts';

/** What the register says of `adult` and `child`, who are related as given. */
async function ask(
  field: string,
  relations: readonly FamilyRelationRecord[],
  child: CitizenRecord = citizen('child', { birthDate: '2012-08-20', birthYear: 2012 }),
  access?: AccessContext,
) {
  const subgraph = await openSubgraph(population);
  await subgraph.put(citizens, citizen('adult'), child);
  await subgraph.put(familyRelations, ...relations);
  const answer = await subgraph.run(`{ citizen(id: "adult") { answer: ${field} } }`, {}, access);
  return at(answer, 'citizen', 'answer');
}

const represents = (on: string) => `represents(citizen: "child", on: "${on}")`;
const yesterday = today.subtract({ days: 1 }).toString();

describe('who acts for a child', () => {
  test.each(['MOTHER', 'FATHER', 'ADOPTIVE_PARENT'] as const)(
    'is the %s until the day before the child comes of age',
    async (kind) => {
      const relations = [relation('child', kind, 'adult')];
      expect(await ask(represents('2030-08-19'), relations)).toBe('MATCH');
      expect(await ask(represents('2030-08-20'), relations)).toBe('MISMATCH');
    },
  );

  test('is a guardian, at every age, while appointed', async () => {
    const relations = [relation('child', 'GUARDIAN', 'adult', { validTo: '2040-01-31', provenBy: 'COURT' })];
    expect(await ask(represents('2035-01-01'), relations)).toBe('MATCH');
    expect(await ask(represents('2040-01-31'), relations)).toBe('MATCH');
    expect(await ask(represents('2040-02-01'), relations)).toBe('MISMATCH');
  });

  test('is no parent of whom the day of birth is not known', async () => {
    const { birthDate: _unknown, ...yearOnly } = citizen('child', { birthYear: 2012 });
    expect(await ask(represents('2026-01-01'), [relation('child', 'MOTHER', 'adult')], yearOnly)).toBe(
      'MISMATCH',
    );
  });

  test('is no parent by birth once the child was adopted, but by somebody they were married to then, also after a divorce', async () => {
    const adopted = [relation('child', 'MOTHER', 'adult'), relation('child', 'ADOPTIVE_PARENT', 'adopter')];
    expect(await ask(represents('2026-01-01'), adopted)).toBe('MISMATCH');
    const married = relation('adult', 'SPOUSE', 'adopter', { validTo: '2026-01-31' });
    expect(await ask(represents('2026-01-31'), [...adopted, married])).toBe('MATCH');
    expect(await ask(represents('2026-02-01'), [...adopted, married])).toBe('MATCH');
    const later = relation('adult', 'SPOUSE', 'adopter', { validFrom: '2010-01-02' });
    expect(await ask(represents('2026-01-31'), [...adopted, later])).toBe('MISMATCH');
  });

  test('is not the child, nor a spouse, nor who is related the other way round', async () => {
    const relations = [
      relation('adult', 'MOTHER', 'child'),
      relation('child', 'SPOUSE', 'adult'),
      relation('child', 'HOUSEHOLD_HEAD', 'adult'),
    ];
    expect(await ask(represents('2026-01-01'), relations)).toBe('MISMATCH');
  });
});

test('a relation that was just declared proves nothing', async () => {
  const declared = { provenBy: 'DECLARATION' } as const;
  const relations = [
    relation('child', 'MOTHER', 'adult', declared),
    relation('child', 'SPOUSE', 'adult', declared),
    relation('adult', 'CHILD', 'child', declared),
  ];
  expect(await ask('isParentOf(child: "child")', relations)).toBe('MISMATCH');
  expect(await ask('isSpouseOf(citizen: "child")', relations)).toBe('MISMATCH');
  expect(await ask(represents('2026-01-01'), relations)).toBe('MISMATCH');
  expect(await ask('livingChildren(on: "2026-07-01")', relations)).toBe(0);
});

test.each([
  ['MATCH', 'was registered', [relation('child', 'FATHER', 'adult')]],
  ['MATCH', 'was adopted', [relation('child', 'ADOPTIVE_PARENT', 'adult')]],
  ['MISMATCH', 'is not related', []],
  ['MISMATCH', 'is a ward', [relation('child', 'GUARDIAN', 'adult')]],
] as const)(
  'answers %s whether somebody is the parent of a child who %s',
  async (outcome, _how, relations) => {
    expect(await ask('isParentOf(child: "child")', relations)).toBe(outcome);
  },
);

test('an ended marriage is no marriage', async () => {
  const married = [relation('child', 'SPOUSE', 'adult')];
  const divorced = [relation('child', 'SPOUSE', 'adult', { validTo: yesterday })];
  const lastDay = [relation('child', 'SPOUSE', 'adult', { validTo: today.toString() })];
  const notYet = [relation('child', 'SPOUSE', 'adult', { validFrom: today.add({ days: 1 }).toString() })];
  expect(await ask('isSpouseOf(citizen: "child")', married)).toBe('MATCH');
  expect(await ask('isSpouseOf(citizen: "child")', lastDay)).toBe('MATCH');
  expect(await ask('isSpouseOf(citizen: "child")', divorced)).toBe('MISMATCH');
  expect(await ask('isSpouseOf(citizen: "child")', notYet)).toBe('MISMATCH');
});

describe('whether there is somebody', () => {
  const onDuty = caller({ role: 'POPULATION_OFFICER' });
  const inTheirCase = officerOn('nobody');
  const inAnotherCase = officerOn('adult');
  const questions = [
    'isSpouseOf(citizen: "nobody")',
    'isParentOf(child: "nobody")',
    'represents(citizen: "nobody", on: "2026-01-01")',
  ];

  test.each(questions)('is told to whoever has a relation to them: %s', async (field) => {
    expect(await ask(field, [], undefined, onDuty)).toBe('NOT_FOUND');
    expect(await ask(field, [], undefined, inTheirCase)).toBe('NOT_FOUND');
  });

  test.each(questions)(
    'is not told to anybody else, who reads what they would read of somebody: %s',
    async (field) => {
      expect(await ask(field, [], undefined, inAnotherCase)).toBe('MISMATCH');
      expect(await ask(field, [relation('nobody', 'MOTHER', 'adult')])).toBe('MISMATCH');
    },
  );
});

test('a stated relation holds on its day, with what proves it', async () => {
  const subgraph = await openSubgraph(population);
  await subgraph.put(citizens, citizen('a'), citizen('b'));
  await subgraph.put(familyRelations, relation('a', 'SPOUSE', 'b', { validTo: yesterday }));
  const verify = async (input: Readonly<Record<string, string>>, access?: AccessContext) =>
    at(
      await subgraph.run(
        'query ($input: FamilyRelationClaim!) { verifyFamilyRelation(input: $input) { outcome provenBy } }',
        { input: { citizen: 'a', kind: 'SPOUSE', relative: 'b', ...input } },
        access,
      ),
      'verifyFamilyRelation',
    );
  expect(await verify({ on: yesterday })).toEqual({ outcome: 'MATCH', provenBy: 'CIVIL_STATUS' });
  expect(await verify({})).toEqual({ outcome: 'MISMATCH', provenBy: null });
  expect(await verify({ on: yesterday, kind: 'GUARDIAN' })).toEqual({ outcome: 'MISMATCH', provenBy: null });
  const unknown = { relative: 'nobody' };
  expect(await verify(unknown)).toEqual({ outcome: 'MISMATCH', provenBy: null });
  expect(await verify(unknown, officerOn('a'))).toEqual({ outcome: 'MISMATCH', provenBy: null });
  expect(await verify(unknown, officerOn('nobody'))).toEqual({ outcome: 'NOT_FOUND', provenBy: null });
});

test('counts the children who live on a day', async () => {
  const subgraph = await openSubgraph(population);
  await subgraph.put(
    citizens,
    citizen('adult'),
    citizen('lives'),
    citizen('died', { diedOn: '2026-03-10' }),
    citizen('born-later'),
    citizen('adopted'),
  );
  await subgraph.put(
    familyRelations,
    relation('adult', 'CHILD', 'lives'),
    relation('adult', 'CHILD', 'died'),
    relation('adult', 'CHILD', 'born-later', { validFrom: '2026-05-01' }),
    relation('adult', 'CHILD', 'not-in-the-database'),
    relation('adult', 'ADOPTED_CHILD', 'adopted'),
  );
  const count = async (on: string) =>
    at(await subgraph.run(`{ citizen(id: "adult") { livingChildren(on: "${on}") } }`), 'citizen');
  expect(await count('2026-03-09')).toEqual({ livingChildren: 2 });
  expect(await count('2026-03-10')).toEqual({ livingChildren: 1 });
  expect(await count('2026-05-01')).toEqual({ livingChildren: 2 });
});
