import { citizens, type CitizenRecord } from '../../subgraphs/population/collections.ts';
import { expect } from 'vitest';
import type { Asker, HubUnderTest } from '../scenario/running-hub.ts';
import { key } from './civil-acts.ts';

/** Changes the database. */
export const officer: Asker = { persona: 'population-officer', purpose: 'PD.UPDATE' };

/** Acts of an officer of the population database, as documents. */
export const operations = {
  correctCitizen: `mutation ($input: CorrectCitizenInput!) { act: correctCitizen(input: $input) {
    __typename
    ... on CitizenCorrected { isRepeated citizen { id fullName personalNumber populationSource { version } } }
    ... on PopulationChangeRefused { because field }
  } }`,
  recordRelation: `mutation ($input: RecordRelationInput!) { act: recordRelation(input: $input) {
    __typename
    ... on FamilyRelationRecorded { isRepeated relation { kind relative { id } validFrom validTo } }
    ... on PopulationChangeRefused { because field }
  } }`,
  endRelation: `mutation ($input: EndRelationInput!) { act: endRelation(input: $input) {
    __typename
    ... on FamilyRelationRecorded { isRepeated relation { kind validTo } }
    ... on PopulationChangeRefused { because field }
  } }`,
} as const;

/** One of the acts. */
export type PopulationAct = keyof typeof operations;

/** Does an act, and gives its answer. */
export async function change(
  hub: HubUnderTest,
  act: PopulationAct,
  input: Readonly<Record<string, unknown>>,
  asker = officer,
) {
  const answer = await hub.ask(operations[act], { input }, asker);
  expect(answer.errors).toEqual([]);
  return (answer.data as { readonly act: Readonly<Record<string, unknown>> }).act;
}

/** A citizen as the database has one. */
export async function recordOf(hub: HubUnderTest, id: string) {
  const record = await (await hub.stores.population.collection(citizens)).get(id);
  if (!record) throw new Error('The citizen is not in the database.');
  return record;
}

/** The personal number in force. */
export function numberIn({ identifiers }: CitizenRecord): string | undefined {
  return identifiers.find(({ kind, status }) => kind === 'PERSONAL_NUMBER' && status === 'VALID')?.value;
}

/** Why, in words. */
export const reason = 'Typed wrongly when the record was made.';
/** A name that nobody has. */
export const name = { family: 'Trần', middle: 'Canary', given: 'Sửa' };

/** A correction of the record as it is now. */
export async function correction(
  hub: HubUnderTest,
  citizen: string,
  given: Readonly<Record<string, unknown>> = { name },
) {
  const { version } = await recordOf(hub, citizen);
  return { key: key(), citizen, version, reason, change: given };
}
