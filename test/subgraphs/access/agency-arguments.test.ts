import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccessContext } from '../../../schema/hub-context.ts';
import { medicalDocuments } from '../../../subgraphs/health/collections.ts';
import { health } from '../../../subgraphs/health/subgraph.ts';
import { openStore } from '../../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../../subgraphs/kit/store/port.ts';
import type { Subgraph } from '../../../subgraphs/kit/subgraph.ts';
import { citizens, familyRelations } from '../../../subgraphs/population/collections.ts';
import { population } from '../../../subgraphs/population/subgraph.ts';
import { claims } from '../../../subgraphs/vss/collections.ts';
import { vss } from '../../../subgraphs/vss/subgraph.ts';
import {
  createGatewayKey,
  listen,
  type GatewayKey,
  type ListeningSubgraph,
} from '../../trust/signed-subgraph.ts';
import { paper } from '../health/records.ts';
import { citizen, relation } from '../population/records.ts';
import { claim } from '../vss/records.ts';
import { caller } from './caller.ts';

// The gateway refuses all of this before it asks. An agency does not rely on that: what a caller asks by it judges
// itself, under the policy of the hub.

let key: GatewayKey;
const opened: { close(): Promise<void> }[] = [];
const agencies: Record<string, ListeningSubgraph> = {};

async function open<Sources extends object>(
  subgraph: Subgraph<Sources>,
  fill: (store: Store) => Promise<void>,
): Promise<void> {
  const store = await openStore({ uri: 'memory:' });
  await fill(store);
  const agency = await listen(subgraph, store, key);
  opened.push(agency, store);
  agencies[subgraph.name] = agency;
}

beforeAll(async () => {
  key = await createGatewayKey();
  await open(health, async (store) => {
    const papers = [paper('DISCHARGE_PAPER', 'paper', { citizenId: 'an' })];
    await (await store.collection(medicalDocuments)).insertMany(papers);
  });
  await open(population, async (store) => {
    const relations = [relation('an', 'CHILD', 'child'), relation('an', 'ADOPTED_CHILD', 'child')];
    await (await store.collection(citizens)).insertMany([citizen('an'), citizen('child')]);
    await (await store.collection(familyRelations)).insertMany(relations);
  });
  await open(vss, async (store) => {
    await (await store.collection(claims)).insertMany([claim('claim', 'an')]);
  });
});
afterAll(async () => {
  for (const each of opened) await each.close();
});

const employer = caller({
  role: 'EMPLOYER_HR',
  purpose: 'SI.CLAIM.SUBMIT',
  organisation: 'employer',
  relations: { employees: ['an'] },
});
const payer = caller({
  role: 'VSS_PAYMENT_OFFICER',
  purpose: 'SI.CLAIM.PAY',
  assurance: 3,
  relations: { case: { claim: 'claim', subjects: ['an'], documents: ['paper'] } },
});
const officer = caller({ role: 'POPULATION_OFFICER', purpose: 'PD.VERIFY', assurance: 3 });

type Case = readonly [
  what: string,
  agency: string,
  access: AccessContext,
  type: 'Citizen' | 'Query',
  open: string,
  closed: string,
  coordinate: string,
];

const papers = (given: string) => `medicalDocuments${given} { nodes { id } }`;
const verified = (kind: string) =>
  `verifyFamilyRelation(input: { citizen: "an", kind: ${kind}, relative: "child" }) { outcome }`;

describe('an agency refuses what a caller asks by and may not see, and says so to the gateway:', () => {
  test.each<Case>([
    [
      'an argument of two categories',
      'health',
      employer,
      'Citizen',
      papers(''),
      papers('(from: "2020-01-01")'),
      'Citizen.medicalDocuments',
    ],
    [
      'a value of an enum',
      'health',
      employer,
      'Citizen',
      papers('(kinds: [DISCHARGE_PAPER])'),
      papers('(kinds: [DISCHARGE_PAPER, PREGNANCY_REST_CERTIFICATE])'),
      'Citizen.medicalDocuments',
    ],
    [
      'an argument of an entry point',
      'health',
      employer,
      'Query',
      'medicalDocument(id: "paper") { id }',
      'medicalDocumentByCode(kind: DISCHARGE_PAPER, issuerCode: "79001", code: "paper") { id }',
      'Query.medicalDocumentByCode',
    ],
    [
      'a value of an enum in an input',
      'population',
      officer,
      'Query',
      verified('CHILD'),
      verified('ADOPTED_CHILD'),
      'Query.verifyFamilyRelation',
    ],
    [
      'a filter of a list',
      'vss',
      payer,
      'Citizen',
      'claims { nodes { id } }',
      'claims(scheme: SICKNESS) { nodes { id } }',
      'Citizen.claims',
    ],
  ])('%s', async (_what, agency, access, type, open, closed, coordinate) => {
    const ask = async (selection: string) => {
      const query =
        type === 'Query'
          ? `{ asked: ${selection} }`
          : `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Citizen { asked: ${selection} } } }`;
      const r = [{ __typename: 'Citizen', id: 'an' }];
      const answer = await agencies[agency]?.ask(query, type === 'Query' ? {} : { r }, access);
      expect(answer?.errors).toEqual([]);
      const data = answer?.data as { asked?: unknown; _entities?: readonly { asked: unknown }[] };
      const asked = data._entities ? data._entities[0]?.asked : data.asked;
      return { asked, denied: answer?.access?.denials.map((each) => each.coordinate) };
    };
    expect(await ask(open)).toEqual({ asked: expect.anything(), denied: [] });
    expect(await ask(closed)).toEqual({ asked: null, denied: [coordinate] });
  });
});
