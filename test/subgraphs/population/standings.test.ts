import { expect, test } from 'vitest';
import { standings } from '../../../subgraphs/population/standings.ts';
import { citizens } from '../../../subgraphs/population/collections.ts';
import { population } from '../../../subgraphs/population/subgraph.ts';
import { queryResolvers } from '../../../subgraphs/population/resolvers/query.ts';
import { today } from '../execute.ts';
import { openSources } from '../open-sources.ts';
import { standingOf } from '../standing-of.ts';
import { citizen, identifier, relation } from './records.ts';

const duty = ['POPULATION_OFFICER', 'JUSTICE_REGISTRAR', 'AUDITOR'];

test('a relation is of the citizen in whose list it stands, not of the relative', () => {
  expect(standingOf(standings, 'Citizen', citizen('someone'))).toEqual({ subject: 'someone', duty });
  expect(standingOf(standings, 'FamilyRelation', relation('someone', 'SPOUSE', 'other'))).toEqual({
    subject: 'someone',
    duty,
  });
});

test('the answer about stated particulars is about the bearer of the number, also when they are wrong', async () => {
  const { put, sources } = await openSources(population);
  await put(citizens, citizen('someone', { identifiers: [identifier('number-1')] }));
  const context = { today, ...sources() } as Parameters<typeof queryResolvers.verifyCitizen>[2];
  const about = async (stated: string, fullName: string) => {
    const input = { identifierKind: 'PERSONAL_NUMBER', identifier: stated, fullName } as const;
    const answer = await queryResolvers.verifyCitizen(undefined, { input }, context);
    return [answer.outcome, standingOf(standings, 'CitizenVerification', answer).subject];
  };
  expect(await about('number-1', 'Nguyễn Thị Ánh')).toEqual(['MATCH', 'someone']);
  expect(await about('number-1', 'Ai Khác')).toEqual(['MISMATCH', 'someone']);
  expect(await about('number-2', 'Ai Khác')).toEqual(['NOT_FOUND', undefined]);
});
