import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFirstClaim, type FirstClaim } from '../../start/first-claim.ts';
import { startTestHub, type Asker, type HubUnderTest } from './running-hub.ts';

interface CitizenIdentifiers {
  readonly identifiers: readonly { readonly kind: string; readonly value: string; readonly status: string }[];
}

interface CitizenRelatives {
  readonly familyRelations: { readonly nodes: readonly { readonly relative: { readonly id: string } }[] };
}

let hub: HubUnderTest;
let claim: FirstClaim;
let officer: Asker;
beforeAll(async () => {
  hub = await startTestHub();
  claim = await findFirstClaim(hub.stores.vss, hub.citizenOf('newMother'));
  officer = { persona: 'vss-officer', organisation: claim.office, case: claim.number };
});
afterAll(() => hub.stop());

describe('one question to four agencies', () => {
  test('is answered by all four, from the record of each', async () => {
    const { data, errors, status } = await hub.ask(claim.explorer.query, {}, officer);
    expect(errors).toEqual([]);
    expect(status).toBe(200);
    expect(data).toMatchObject({
      claim: {
        number: claim.number,
        claimant: {
          fullName: expect.stringMatching(/\S+ \S+/),
          insurance: { contributedAtLeast: 'MATCH' },
          medicalDocuments: {
            nodes: expect.arrayContaining([expect.objectContaining({ dischargedAt: expect.any(String) })]),
          },
        },
        child: { fullName: expect.any(String) },
        evidence: expect.arrayContaining([
          expect.objectContaining({
            document: expect.objectContaining({ registeredOn: expect.any(String) }),
          }),
        ]),
      },
    });
  });

  test('follows a claim to the papers that it rests on, at their owners', async () => {
    const id = hub.citizenOf('transferredPatient');
    const { data, errors } = await hub.ask(
      `query($id: ID!) { citizen(id: $id) { claims(first: 20) { nodes { claimant { fullName } evidence { state document { __typename
        ... on DischargePaper { id issuedOn } ... on SickLeaveCertificate { id issuedOn } ... on TransferPaper { id issuedOn } } } } } } }`,
      { id },
      { persona: 'citizen', citizen: id },
    );
    expect(errors).toEqual([]);
    const papers = JSON.stringify(data).match(/"issuedOn":"\d{4}-\d{2}-\d{2}"/g) ?? [];
    expect(papers.length).toBeGreaterThan(0);
  });

  test('tells a birth that is known but not registered from one that nobody knows', async () => {
    const { data, errors } = await hub.ask(
      `query($id: ID!) { citizen(id: $id) { birthNotices { nodes { registration { outcome registration { id } } } } } }`,
      { id: hub.citizenOf('unregisteredBirth') },
      { persona: 'justice-registrar' },
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      citizen: {
        birthNotices: {
          nodes: expect.arrayContaining([
            { registration: { outcome: 'NOT_YET_REGISTERED', registration: null } },
          ]),
        },
      },
    });
  });

  test('finds a citizen by a personal number that was cancelled', async () => {
    const id = hub.citizenOf('changedNumber');
    const before = await hub.ask(
      'query($id: ID!) { citizen(id: $id) { identifiers { kind value status } } }',
      { id },
      { persona: 'population-officer' },
    );
    const citizen = before.data?.['citizen'] as CitizenIdentifiers | null | undefined;
    const cancelled = citizen?.identifiers.find(
      ({ kind, status }) => kind === 'PERSONAL_NUMBER' && status === 'CANCELLED',
    );
    const { data } = await hub.ask(
      'query($value: String!) { citizenByIdentifier(kind: PERSONAL_NUMBER, value: $value) { id } }',
      { value: cancelled?.value },
      { persona: 'population-officer' },
    );
    expect(data).toEqual({ citizenByIdentifier: { id } });
  });

  test('asks the guardian of an orphan, and the register says yes', async () => {
    const { data } = await hub.ask(
      'query($id: ID!) { citizen(id: $id) { familyRelations(kind: GUARDIAN) { nodes { relative { id } } } } }',
      { id: hub.citizenOf('orphan') },
      { persona: 'population-officer' },
    );
    const citizen = data?.['citizen'] as CitizenRelatives | null | undefined;
    const guardian = citizen?.familyRelations.nodes[0];
    const answer = await hub.ask(
      'query($guardian: ID!, $ward: ID!) { citizen(id: $guardian) { represents(citizen: $ward, on: "2026-11-23") } }',
      { guardian: guardian?.relative.id, ward: hub.citizenOf('orphan') },
      { persona: 'population-officer' },
    );
    expect(answer.data).toEqual({ citizen: { represents: 'MATCH' } });
  });
});

describe('an agency that is away', () => {
  test('leaves a gap that says so, and the rest of the answer stands', async () => {
    const alone = await startTestHub(100);
    try {
      const id = alone.citizenOf('newMother');
      await alone.stores.vss.close();
      const { data, errors, text } = await alone.ask(
        'query($id: ID!) { citizen(id: $id) { fullName insurance { status } medicalDocuments(first: 1) { nodes { issuedOn } } } }',
        { id },
        { persona: 'citizen', citizen: id },
      );
      expect(data).toMatchObject({
        citizen: {
          fullName: expect.any(String),
          insurance: null,
          medicalDocuments: { nodes: [{ issuedOn: expect.any(String) }] },
        },
      });
      expect(errors).toHaveLength(1);
      expect(errors[0]?.path).toEqual(['citizen', 'insurance']);
      expect(text).not.toMatch(/127\.0\.0\.1|stack|sqlite/i);
    } finally {
      await alone.hub.stop();
    }
  });

  test('that would prove a relation leaves it unknown: an error, and no denial', async () => {
    const alone = await startTestHub(100);
    try {
      const first = await findFirstClaim(alone.stores.vss, alone.citizenOf('newMother'));
      await alone.stores.vss.close();
      const { data, errors } = await alone.ask(
        'query($id: ID!) { citizen(id: $id) { fullName } }',
        { id: alone.citizenOf('newMother') },
        { persona: 'vss-officer', organisation: first.office, case: first.number },
      );
      expect(data).toEqual({ citizen: null });
      expect(errors.map(({ extensions }) => extensions)).toEqual([
        { code: 'SUBGRAPH_UNAVAILABLE', agency: 'vss' },
      ]);
    } finally {
      await alone.hub.stop();
    }
  });
});
