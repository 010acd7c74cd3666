import { describe, expect, test } from 'vitest';
import {
  kinshipProven,
  type KinshipAnswers,
  type KinshipAsked,
} from '../../../../subgraphs/vss/claims/evidence/kinship.ts';

const asked: KinshipAsked = {
  claimantId: 'claimant',
  childId: 'child',
  patient: 'CHILD',
  on: '2026-06-01',
  today: '2026-06-01',
};
const registered = { childId: 'child', bornOn: '2026-05-01', isRegistered: true };
const attested = { ...registered, isRegistered: false };
const proven = (answers: Partial<KinshipAnswers>, given: Partial<KinshipAsked> = {}) =>
  kinshipProven({ represents: false, isParent: false, ...answers }, { ...asked, ...given });

test('a parent of a minor is proven by the population database, and a guardian as what they are', () => {
  expect(proven({ represents: true, isParent: true })).toBe('PARENT');
  expect(proven({ represents: true })).toBe('REPRESENTATIVE');
});

test('a birth that the population database does not know yet is proven by its papers, the register before the notice', () => {
  expect(proven({ births: [attested, registered] })).toBe('PARENT');
  expect(proven({ births: [attested] }, { patient: 'CLAIMANT' })).toBe('ATTESTED');
  expect(proven({ isRegistered: true }, { patient: 'CLAIMANT' })).toBe('PARENT');
});

describe('nothing is proven', () => {
  test('where nobody says so', () => {
    expect(proven({})).toBeUndefined();
  });

  test('by the birth of somebody else', () => {
    expect(proven({ births: [{ ...registered, childId: 'another' }] })).toBeUndefined();
  });

  test('to a parent of a child of age, whose papers are their own', () => {
    const births = [{ ...registered, bornOn: '2008-06-01' }];
    expect(proven({ isParent: true })).toBeUndefined();
    expect(proven({ births })).toBeUndefined();
    expect(proven({ births }, { on: '2026-05-31', today: '2026-05-31' })).toBe('PARENT');
    expect(proven({ births }, { on: '2026-05-31' })).toBeUndefined();
    expect(proven({ isParent: true, births }, { patient: 'CLAIMANT' })).toBeUndefined();
  });

  test('to a parent whose child others have adopted: its papers are theirs, and the birth stays hers', () => {
    const givenUp = { isParent: true, births: [registered] };
    expect(proven(givenUp)).toBeUndefined();
    expect(proven(givenUp, { patient: 'CLAIMANT' })).toBe('PARENT');
  });

  test('by a notice to whoever claims for a sick child, or had another woman bear it', () => {
    expect(proven({ births: [attested] })).toBeUndefined();
    const births = [{ ...attested, isSurrogate: true }];
    expect(proven({ births }, { patient: 'CLAIMANT' })).toBeUndefined();
  });

  test('of a sick child by the register alone, which does not say who has adopted it', () => {
    expect(proven({ isRegistered: true })).toBeUndefined();
  });

  test('about oneself, by the notice of one’s own birth', () => {
    const births = [{ ...attested, childId: 'claimant' }];
    expect(proven({ births }, { childId: 'claimant' })).toBeUndefined();
  });
});
