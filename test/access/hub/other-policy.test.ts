import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Disclosure } from '../../../schema/policy/disclosure.ts';
import { loadPolicy } from '../../../schema/policy/load-policy.ts';
import type { PolicyProfile, PolicyTable } from '../../../schema/policy/policy-table.ts';
import type { HubUnderTest } from '../../scenario/running-hub.ts';
import { knownPerson } from '../matrix/known-person.ts';
import { askers, ofPerson, startKnownHub, toldIn } from './known-hub.ts';

const policy = await loadPolicy();
const { spouse } = knownPerson;
const { themself, officer } = askers;

/** By which the agencies decide. */
let decides: Pick<PolicyTable, 'version'> & { readonly disclosure?: PolicyProfile['disclosure'] };
const otherTable: PolicyTable = {
  get version() {
    return decides.version;
  },
  profile(question) {
    const own = policy.table.profile(question);
    const { version, disclosure } = decides;
    return disclosure ? { ...own, key: `${version} ${own.key}`, disclosure } : own;
  },
};

let hub: HubUnderTest;
beforeAll(async () => {
  decides = policy.table;
  hub = await startKnownHub({ agencyPolicy: { ...policy, table: otherTable } });
});
afterAll(() => hub.stop());

/** How often what the agencies decided otherwise was used or not. */
async function counted(outcome: string): Promise<number> {
  const text = await (await fetch(`${hub.hub.url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith('hub_fetches_decided_otherwise_total'));
  return lines
    .filter((line) => line.includes(`outcome="${outcome}"`))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

const toldOperator = () => hub.faults.filter((line) => line.includes('decides by another policy'));

test('the entry names the type of each paper that is shown, and none where just their number is', async () => {
  decides = policy.table;
  const told = async (selection: string) => {
    const { errors } = await hub.ask(`{ ${ofPerson(selection)} }`, {}, themself);
    expect(errors).toEqual([]);
    const { disclosures = [] } = hub.log.entries().at(-1) ?? {};
    return disclosures.filter(({ subgraph }) => subgraph === 'health').flatMap(({ full = [] }) => full);
  };
  const counted = await told('medicalDocuments(first: 20) { pageInfo { hasNextPage } }');
  const shown = await told('medicalDocuments(first: 20) { nodes { id } }');
  expect(counted).toEqual(['Citizen.medicalDocuments']);
  expect(shown).toEqual(
    expect.arrayContaining(['MedicalDeathNotice.__typename', 'PregnancyRestCertificate.__typename']),
  );
});

describe('an agency that decides by another policy than the gateway', () => {
  test('is named with its version in the entry, and told to the operator once', async () => {
    decides = { version: 'another' };
    const ask = () => hub.ask(`{ ${ofPerson('fullName bloodType')} }`, {}, officer);
    const answer = await ask();
    expect(answer.data).toEqual({ citizen: { fullName: 'Nguyễn Thị Ánh', bloodType: null } });
    await ask();
    const { decided, disclosures = [] } = hub.log.entries().at(-1) ?? {};
    expect(decided?.policyVersion).toBe(policy.table.version);
    expect(disclosures.map(({ subgraph, policyVersion }) => [subgraph, policyVersion])).toEqual([
      ['population', 'another'],
    ]);
    expect(disclosures[0]?.policies?.length).toBeGreaterThan(0);
    expect(toldOperator()).toEqual([expect.stringContaining('Agency population')]);
    expect([await counted('USED'), await counted('REFUSED')]).toEqual([2, 0]);
  });

  test('shows nothing on a relation on which the gateway denies it', async () => {
    decides = { version: 'loose', disclosure: () => Disclosure.full };
    const before = hub.log.entries().length;
    const answer = await hub.ask(`{ ${ofPerson('id fullName', spouse)} }`, {}, themself);
    expect(answer.errors.map(({ extensions }) => extensions?.['code'])).toContain('SUBGRAPH_ERROR');
    expect(answer.text).not.toContain('Nguyễn');
    expect(hub.log.entries().slice(before)).toEqual([]);
    expect([await counted('USED'), await counted('REFUSED')]).toEqual([2, 1]);
    expect(hub.faults.join()).toContain('disclosed by another policy what this gateway denies');
  });

  test('and denies what it denies itself, for reasons that the gateway does not claim to know', async () => {
    decides = { version: 'tight', disclosure: () => Disclosure.none };
    const answer = await hub.ask(`{ ${ofPerson('fullName')} }`, {}, themself);
    expect(toldIn(answer)).toEqual([['citizen', 'Query.citizen', 'NOT_RELATED']]);
    expect(hub.log.entries().at(-1)?.disclosures).toEqual([
      {
        subgraph: 'population',
        subjects: [],
        relation: 'NONE',
        denied: ['Query.citizen'],
        policyVersion: 'tight',
      },
    ]);
    expect(hub.log.entries().at(-1)?.denials).toEqual([
      {
        coordinate: 'Query.citizen',
        reason: 'NOT_RELATED',
        decisionId: expect.any(String),
        policyVersion: 'tight',
      },
    ]);
    expect(answer.text).not.toContain('tight');
  });
});

test('an agency that does not say how it decided is not believed, for nothing of it could be recorded', async () => {
  decides = { version: 'no version' };
  const answer = await hub.ask(`{ ${ofPerson('id fullName')} }`, {}, themself);
  expect(answer.errors.map(({ extensions }) => extensions?.['code'])).toContain('SUBGRAPH_ERROR');
  expect(answer.text).not.toContain('Nguyễn');
});
