import { readFile } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { citizens } from '../../../subgraphs/population/collections.ts';
import { knownPerson } from '../matrix/known-person.ts';
import type { HubUnderTest } from '../../scenario/running-hub.ts';
import { askers, ofPerson, startKnownHub } from './known-hub.ts';

const composed = await readFile(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8');
const { officer } = askers;
const change = `mutation ($input: CorrectCitizenInput!) { correctCitizen(input: $input) { __typename } }`;

let hub: HubUnderTest;
afterEach(() => hub.stop());

/** Starts a hub of which the supergraph classifies one field otherwise than the agency's own schema. */
async function startWith(field: string, own: string, served: string): Promise<void> {
  const line = composed.split('\n').find((each) => each.trimStart().startsWith(`${field}: `)) ?? '';
  expect(line).toContain(own);
  hub = await startKnownHub({ supergraphSdl: composed.replace(line, line.replace(own, served)) });
}

/** How often what agencies answered was not used. */
async function refused(): Promise<number> {
  const text = await (await fetch(`${hub.hub.url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith('hub_fetches_decided_otherwise_total'));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

const toldOperator = () => hub.faults.filter((line) => line.includes('classifies less strictly'));

test('an agency that calls public what the gateway calls personal is not believed in anything', async () => {
  await startWith('populationSource', 'category: PUBLIC', 'category: IDENTITY');
  const before = hub.log.entries().length;
  for (let times = 0; times < 2; times++) {
    const answer = await hub.ask(`{ ${ofPerson('fullName populationSource { agency }')} }`, {}, officer);
    expect(answer.errors.map(({ extensions }) => extensions?.['code'])).toContain('SUBGRAPH_ERROR');
    expect(answer.data).toEqual({ citizen: null });
  }
  expect(hub.log.entries().slice(before)).toEqual([]);
  expect(toldOperator()).toEqual([expect.stringContaining('Agency population')]);
  expect(toldOperator()[0]).toContain('Citizen.populationSource');
  expect(await refused()).toBe(2);
});

test('nothing is changed at an agency that calls public what the gateway calls personal', async () => {
  await startWith('populationSource', 'category: PUBLIC', 'category: IDENTITY');
  const { population } = hub.stores;
  const people = await population.collection(citizens);
  const before = await people.get(knownPerson.id);
  const input = {
    key: 'a-key-of-the-test-1',
    citizen: knownPerson.id,
    version: before?.version ?? 0,
    reason: 'A test.',
    change: { nationality: 'LAO' },
  };
  const answer = await hub.ask(change, { input }, { ...askers.population, purpose: 'PD.UPDATE' });
  expect(answer.errors.map(({ extensions }) => extensions?.['code'])).toEqual(['SUBGRAPH_ERROR']);
  expect(await people.get(knownPerson.id)).toEqual(before);
  expect(hub.log.entries().at(-1)).toMatchObject({
    operation: { kind: 'mutation', named: [knownPerson.id] },
    disclosures: [],
  });
});

test('and one that is stricter already is used, as while a stricter schema is brought out', async () => {
  await startWith('fullName', 'category: IDENTITY', 'category: PUBLIC');
  const ask = async (selection: string) => {
    const { data } = await hub.ask(`{ ${ofPerson(selection)} }`, {}, officer);
    return data?.['citizen'];
  };
  expect(await ask('fullName gender')).toEqual({ fullName: 'Nguyễn Thị Ánh', gender: 'FEMALE' });
  const { disclosures = [] } = hub.log.entries().at(-1) ?? {};
  expect(disclosures.map(({ full = [] }) => full.toSorted())).toEqual([
    ['Citizen.fullName', 'Citizen.gender'],
  ]);
  // Of what the gateway calls public it has no case proven, and the agency denies it.
  expect(await ask('fullName')).toEqual({ fullName: null });
  expect([toldOperator(), await refused()]).toEqual([[], 0]);
});
