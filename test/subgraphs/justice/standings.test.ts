import { expect, test } from 'vitest';
import type { RegisteredParent } from '../../../subgraphs/justice/collections.ts';
import { standings } from '../../../subgraphs/justice/standings.ts';
import { standingOf } from '../standing-of.ts';
import { birth, death, extract } from './records.ts';

const duty = ['JUSTICE_REGISTRAR', 'POPULATION_OFFICER', 'AUDITOR'];

test('an entry is of the child or the deceased, made by the commune, and a paper that a case can name', () => {
  const { issuer } = birth('b', 'child');
  const made = { madeBy: [issuer.code], duty };
  expect(standingOf(standings, 'BirthRegistration', birth('b', 'child'))).toEqual({
    subject: 'child',
    document: 'b',
    ...made,
  });
  expect(standingOf(standings, 'DeathRegistration', death('d', 'dead'))).toEqual({
    subject: 'dead',
    document: 'd',
    ...made,
  });
});

test.each(['BirthExtract', 'DeathExtract'] as const)('a %s is of whom its registration is', (type) => {
  const kind = type === 'BirthExtract' ? 'BIRTH_EXTRACT' : 'DEATH_EXTRACT';
  expect(standingOf(standings, type, extract('x', kind, 'r', { subjectId: 'someone' }))).toMatchObject({
    subject: 'someone',
    document: 'x',
  });
});

test.each(['residence', 'personalNumber', 'ethnicityCode', 'citizen'])(
  "the %s of a parent is the parent's, and of nobody where the register links none",
  (field) => {
    const parent = { ...birth('b', 'child').mother, citizenId: 'mother' } as RegisteredParent;
    const { citizenId: _linked, ...unlinked } = parent;
    expect(standingOf(standings, `RegisteredParent.${field}`, parent)).toEqual({ subject: 'mother', duty });
    expect(standingOf(standings, `RegisteredParent.${field}`, unlinked).subject).toBeUndefined();
  },
);

test('the name of a parent is on the paper of the child', () => {
  expect(standings).not.toHaveProperty(['RegisteredParent.fullName']);
  expect(standings).not.toHaveProperty(['RegisteredParent']);
});

test.each(['BirthRegistration', 'DeathRegistration'])(
  'who asked for a %s is not whom it is about',
  (type) => {
    const entry = type === 'BirthRegistration' ? birth('r', 'someone') : death('r', 'someone');
    const standing = standingOf(standings, `${type}.requester`, entry);
    expect(standing.subject).toBeUndefined();
    expect(standing.document).toBe('r');
  },
);

test('a paper of another agency is known by its id alone', () => {
  expect(standingOf(standings, 'MedicalBirthNotice', { id: 'n' })).toEqual({ document: 'n', duty });
  expect(standingOf(standings, 'MedicalDeathNotice', { id: 'n' })).toEqual({ document: 'n', duty });
});

test('a search is about whom it was for, or about nobody', () => {
  const found = { outcome: 'NOT_YET_REGISTERED', subjectId: 'child', noticeId: 'n' };
  expect(standingOf(standings, 'BirthLookup', found)).toEqual({ subject: 'child', document: 'n', duty });
  expect(standingOf(standings, 'DeathLookup', { outcome: 'NOT_FOUND' })).toEqual({
    duty,
    foundNobody: true,
  });
});
