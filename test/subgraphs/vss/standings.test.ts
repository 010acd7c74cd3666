import { expect, test } from 'vitest';
import { standings } from '../../../subgraphs/vss/standings.ts';
import { standingOf } from '../standing-of.ts';
import { claim, contribution, insured } from './records.ts';

test("an insured person's records are of that person, made by the employer that contributed", () => {
  expect(standingOf(standings, 'InsuredPerson', insured('someone', { employerId: 'e1' }))).toEqual({
    subject: 'someone',
    madeBy: ['e1'],
    ofEmployment: true,
    duty: ['AUDITOR'],
  });
  const earlier = contribution('someone', '2020-01-01', '2021-01-01', { employerId: 'e0' });
  expect(standingOf(standings, 'Contribution', earlier)).toMatchObject({
    subject: 'someone',
    madeBy: ['e0'],
    ofEmployment: true,
  });
  expect(
    standingOf(standings, 'Contribution', contribution('someone', '2020-01-01', '2021-01-01')),
  ).toMatchObject({
    madeBy: [],
  });
});

test('a claim is of its claimant, made by the employer that filed it, and is a case', () => {
  expect(
    standingOf(standings, 'Claim', claim('c1', 'someone', { employerId: 'e1', childId: 'child' })),
  ).toEqual({
    subject: 'someone',
    claim: 'c1',
    madeBy: ['e1'],
    ofEmployment: true,
    duty: ['AUDITOR'],
  });
});
