import { describe, expect, test } from 'vitest';
import { QuestionRefused, readRelationQuestion } from '../../subgraphs/kit/relation-question.ts';
import { birthRegistrations, type BirthRegistrationRecord } from '../../subgraphs/justice/collections.ts';
import { proveRelations as ofRegister } from '../../subgraphs/justice/prove-relations.ts';
import { justice } from '../../subgraphs/justice/subgraph.ts';
import {
  citizens,
  familyRelations,
  type CitizenRecord,
  type FamilyRelationRecord,
} from '../../subgraphs/population/collections.ts';
import { proveRelations as ofPopulation } from '../../subgraphs/population/prove-relations.ts';
import { population } from '../../subgraphs/population/subgraph.ts';
import { today } from './execute.ts';
import { birth } from './justice/records.ts';
import { openSources } from './open-sources.ts';
import { citizen, identifier, relation } from './population/records.ts';

const question = { role: 'VSS_CLAIM_OFFICER', kinship: { parent: 'parent', child: 'child' } };

describe('the register of births says whose child somebody is', () => {
  const said = async (...entries: readonly BirthRegistrationRecord[]) => {
    const { put, sources } = await openSources(justice);
    await put(birthRegistrations, birth('of-another', 'another', { parentIds: ['parent'] }), ...entries);
    return (await ofRegister(question, sources())).kinship;
  };
  const theirs = birth('first', 'child', { parentIds: ['other', 'parent'] });
  const correction = birth('second', 'child', { parentIds: ['other'], supersedes: 'first', edition: 2 });

  test('by the entry in force, and no more once it is cancelled or names others', async () => {
    expect(await said(theirs)).toBe('YES');
    expect(await said({ ...theirs, parentIds: ['other'] })).toBe('NO');
    expect(await said({ ...theirs, status: 'WITHDRAWN' })).toBe('NO');
    expect(await said(theirs, correction)).toBe('NO');
  });

  test('of a child of whom it never had an entry it says nothing, and nothing that was not asked', async () => {
    expect(await said()).toBe('NOTHING');
    const { sources } = await openSources(justice);
    expect(await ofRegister({ role: 'CITIZEN', citizen: 'parent' }, sources())).toEqual({});
  });
});

describe('the population database says whose child somebody is', () => {
  const minor = citizen('child', { birthDate: '2020-01-01', birthYear: 2020 });
  const said = async (child: CitizenRecord | undefined, ...relations: readonly FamilyRelationRecord[]) => {
    const { put, sources } = await openSources(population);
    await put(citizens, citizen('parent'), ...(child ? [child] : []));
    await put(familyRelations, ...relations);
    return ofPopulation(question, { today, ...sources() });
  };
  const mother = relation('child', 'MOTHER', 'parent');

  test('yes of who acts for a minor today: a parent who has not given it up, or a guardian', async () => {
    expect(await said(minor, mother)).toEqual({ kinship: 'YES' });
    expect(await said(minor, relation('child', 'GUARDIAN', 'parent'))).toEqual({ kinship: 'YES' });
  });

  test.each<[string, CitizenRecord, readonly FamilyRelationRecord[]]>([
    ['of a parent whom the register named by mistake', minor, [{ ...mother, withdrawnBy: 'entry' }]],
    [
      'of a parent whose child others have adopted',
      minor,
      [mother, relation('child', 'ADOPTIVE_PARENT', 'x')],
    ],
    [
      'of a guardian whose time is over',
      minor,
      [relation('child', 'GUARDIAN', 'parent', { validTo: '2024-01-01' })],
    ],
    ['of a child that is of age', citizen('child'), [mother]],
    ['where others are its parents', minor, [relation('child', 'FATHER', 'x')]],
    [
      'where a birth entry has given it its number',
      { ...minor, identifiers: [identifier('1', { registeredBy: 'entry' })] },
      [],
    ],
  ])('no %s', async (_who, child, relations) => {
    expect(await said(child, ...relations)).toEqual({ kinship: 'NO' });
  });

  test('nothing of a child whom it does not know, or of whom no register has said anything', async () => {
    expect(await said(undefined)).toEqual({ kinship: 'NOTHING' });
    expect(await said(minor)).toEqual({ kinship: 'NOTHING' });
    expect(await said(minor, { ...mother, provenBy: 'DECLARATION' })).toEqual({ kinship: 'NOTHING' });
  });
});

test.each([{}, { parent: 'a' }, { parent: 'a', child: '' }, { parent: 'a', child: 'b', on: 'c' }, 'a', null])(
  'a question for %j is refused: whose child is asked of whom',
  (kinship) => {
    expect(() => readRelationQuestion({ role: 'CITIZEN', kinship })).toThrow(QuestionRefused);
    expect(readRelationQuestion(question)).toEqual(question);
  },
);
