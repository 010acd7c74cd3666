import { OperationTypeNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFirstClaim, type FirstClaim } from '../../start/first-claim.ts';
import { anonymousFacts } from '../../gateway/access/access-facts.ts';
import type { Disclosure as AgencyDisclosure } from '../../gateway/federation/fetching/plan-run.ts';
import { decidingPolicies } from '../../gateway/log/deciding-policies.ts';
import { disclosureEntry } from '../../gateway/log/disclosure-entry.ts';
import { canonicalJson } from '../../gateway/log/proof/canonical-json.ts';
import { Disclosure } from '../../schema/policy/disclosure.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import type { Relation } from '../../schema/policy/relation.ts';
import { startTestHub, type Asker, type HubUnderTest } from '../scenario/running-hub.ts';

const { policies, table } = await loadPolicy();
let hub: HubUnderTest;
let claim: FirstClaim;
let mother: string;
beforeAll(async () => {
  hub = await startTestHub();
  mother = hub.citizenOf('newMother');
  claim = await findFirstClaim(hub.stores.vss, mother);
});
afterAll(() => hub.stop());

const question = `query Papers($id: ID!) {
  citizen(id: $id) { fullName medicalDocuments(first: 1) { nodes { ... on DischargePaper { dischargedAt dischargeDiagnosis } } } }
}`;

async function entryOf(asker: Asker) {
  const before = hub.log.entries().length;
  const answer = await hub.ask(question, { id: mother }, asker);
  const [entry, ...others] = hub.log.entries().slice(before);
  expect(others).toEqual([]);
  if (!entry) throw new Error('no entry was written');
  return { answer, entry };
}

describe('the entry of an answer', () => {
  it('has what Decree 47/2020 art. 45 asks for, by subject and coordinate, and no value', async () => {
    const officer: Asker = { persona: 'vss-officer', organisation: claim.office, case: claim.number };
    const { answer, entry } = await entryOf(officer);
    expect(entry).toMatchObject({
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      caller: {
        client: 'vss-benefits',
        role: 'VSS_CLAIM_OFFICER',
        purpose: 'SI.CLAIM.DECIDE',
        case: claim.number,
      },
      decided: { policyVersion: table.version },
      operation: { kind: 'query', name: undefined },
      outcome: 'REFUSED_IN_PART',
    });
    const told = entry.disclosures.filter(({ full }) => full?.includes('Citizen.fullName'));
    expect(told).toEqual([
      expect.objectContaining({ subjects: [mother], relation: 'CASE', subgraph: 'population' }),
    ]);
    expect(canonicalJson(entry)).not.toContain(JSON.stringify(answer.data?.['citizen']).split('"')[3]);
  });

  it('names the citizen of the token where the gateway refuses what is asked of `me`', async () => {
    const before = hub.log.entries().length;
    const { errors } = await hub.ask(
      '{ me { fullName } }',
      {},
      { persona: 'portal', citizen: mother, purpose: 'PS.STATUS' },
    );
    expect(errors.length).toBeGreaterThan(0);
    const [entry] = hub.log.entries().slice(before);
    expect(entry?.operation?.named).toEqual([mother]);
  });

  it.each([
    ['isSpouseOf(citizen: $other)'],
    ['isParentOf(child: $other)'],
    ['represents(citizen: $other, on: "2026-10-01")'],
    ['isRegisteredParentOf(child: $other)'],
  ])('names both of whom a question is asked, and no text that is no id: %s', async (field) => {
    const ask = async (other: string) => {
      const before = hub.log.entries().length;
      const { data } = await hub.ask(
        `query ($other: ID!) { me { answer: ${field} } }`,
        { other },
        { persona: 'citizen', citizen: mother },
      );
      const told = hub.log
        .entries()
        .at(before)
        ?.disclosures.flatMap(({ subjects }) => subjects);
      return { answer: (data?.['me'] as { readonly answer: unknown } | null)?.answer, told };
    };
    const other = hub.citizenOf('longTermPatient');
    const nobody = 'A'.repeat(22);
    const answer = 'MISMATCH';
    expect(await ask(other)).toEqual({ answer, told: [mother, other] });
    expect(await ask(nobody)).toEqual({ answer, told: [mother, nobody] });
    expect(await ask('079185000123')).toEqual({ answer, told: [mother] });
  });

  it('names both of whom a relation is stated, also where one of them is not there', async () => {
    const other = hub.citizenOf('longTermPatient');
    const nobody = 'A'.repeat(22);
    const toldOf = async (citizen: string, relative: string) => {
      const before = hub.log.entries().length;
      await hub.ask(
        `query ($input: FamilyRelationClaim!) { verifyFamilyRelation(input: $input) { outcome } }`,
        { input: { citizen, kind: 'SPOUSE', relative } },
        { persona: 'population-officer' },
      );
      return hub.log
        .entries()
        .at(before)
        ?.disclosures.flatMap(({ subjects }) => subjects);
    };
    expect(await toldOf(mother, other)).toEqual([mother, other]);
    expect(await toldOf(mother, nobody)).toEqual([mother, nobody]);
    expect(await toldOf(nobody, other)).toEqual([other]);
  });

  it('has a denial once, in however many places of the answer it holds', async () => {
    const officer: Asker = { persona: 'vss-officer', organisation: claim.office, case: claim.number };
    const before = hub.log.entries().length;
    const twice = '{ a: citizen(id: $id) { bloodType } b: citizen(id: $id) { bloodType again: bloodType } }';
    await hub.ask(`query ($id: ID!) ${twice}`, { id: mother }, officer);
    const [entry] = hub.log.entries().slice(before);
    expect(entry?.denials.map(({ coordinate }) => coordinate)).toEqual(['Citizen.bloodType']);
  });

  it('names the policies that permitted, and none where a coordinate is denied since none does', async () => {
    const officer: Asker = { persona: 'vss-officer', organisation: claim.office, case: claim.number };
    const { entry } = await entryOf(officer);
    expect(entry.disclosures.length).toBeGreaterThan(1);
    for (const { policies: deciding = [] } of entry.disclosures) {
      expect(deciding.map((id) => policies.get(id)?.effect)).toContain('permit');
    }
    const denial = entry.denials.find(({ coordinate }) => coordinate === 'DischargePaper.dischargeDiagnosis');
    expect(denial).toEqual({
      coordinate: 'DischargePaper.dischargeDiagnosis',
      reason: 'REASON_REQUIRED',
      decisionId: expect.any(String),
    });
  });

  it('keeps all that an agency tells of a disclosure, and writes it in the order in which it stands', () => {
    const told = {
      subgraph: 'population',
      policyVersion: 'another',
      subjects: ['c'],
      relation: 'DUTY',
      full: ['A.b'],
      masked: ['A.c'],
      answered: ['A.d'],
      used: ['A.e(f:)'],
      denied: ['A.g'],
    } satisfies Required<AgencyDisclosure>;
    const denial = { coordinate: 'A.h', reason: 'NOT_RELATED', decisionId: 'd', path: ['h'] } as const;
    const entry = disclosureEntry(
      { result: { data: { a: 1 } }, kind: OperationTypeNode.QUERY, denials: [denial], disclosures: [told] },
      {
        at: Temporal.Instant.from('2026-08-01T00:00:00Z'),
        requestId: 'r',
        facts: anonymousFacts('2026-08-01'),
        policyVersion: 'own',
        policies: { under: () => ['p'], against: () => ['q'] },
        operation: { name: 'N', digest: 'd', named: ['c'], allNamed: { count: 1, digest: 'e' } },
      },
    );
    expect(entry.disclosures).toEqual([{ ...told, policies: ['p'] }]);
    expect(JSON.stringify(entry)).toBe(canonicalJson(entry));
  });

  it('names the policies that forbid what another permits', () => {
    const forbidding = {
      key: 'k',
      disclosure: (relation: Relation) => (relation === 'DUTY' ? Disclosure.full : Disclosure.none),
      policies: (relation: Relation, category: string) => [`${relation} ${category}`],
    };
    const categories: Readonly<Record<string, string>> = { 'A.b': 'DIAGNOSIS', 'A.c': 'PUBLIC' };
    const decided = decidingPolicies({ table: { version: 'v', profile: () => forbidding } }, () => ({
      of: (coordinate) => [{ category: categories[coordinate] ?? '', mask: undefined, derived: false }],
      coordinates: () => Object.keys(categories),
    }))({ ...anonymousFacts('2026-08-01'), citizen: 'c' });
    expect(decided.against('A.b')).toEqual(['NONE DIAGNOSIS', 'REPRESENTED DIAGNOSIS', 'SELF DIAGNOSIS']);
    expect(decided.under('DUTY', ['A.b', 'A.c', 'A.b'])).toEqual(['DUTY DIAGNOSIS']);
    // What is kept of one question answers no other.
    expect(decided.under('SELF', ['A.b', 'A.c', 'A.b'])).toEqual(['SELF DIAGNOSIS']);
    expect(decided.under('DUTY', ['A.c'])).toEqual([]);
  });
});
