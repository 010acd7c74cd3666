import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstQuery } from '../world/first-query.ts';
import { startTestHub, type HubUnderTest } from './running-hub.ts';

interface CitizenIdentifiers {
  readonly identifiers: readonly { readonly kind: string; readonly value: string; readonly status: string }[];
}

interface CitizenRelatives {
  readonly familyRelations: { readonly nodes: readonly { readonly relative: { readonly id: string } }[] };
}

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.stop());

describe('one question to four agencies', () => {
  test('is answered by all four, from the record of each', async () => {
    const { data, errors, status } = await hub.ask(firstQuery(hub.citizenOf('newMother')));
    expect(errors).toEqual([]);
    expect(status).toBe(200);
    expect(data).toMatchObject({
      citizen: {
        fullName: expect.stringMatching(/\S+ \S+/),
        familyRelations: {
          nodes: expect.arrayContaining([
            { relative: expect.objectContaining({ fullName: expect.any(String) }) },
          ]),
        },
        medicalDocuments: {
          nodes: expect.arrayContaining([expect.objectContaining({ __typename: 'DischargePaper' })]),
        },
        childBirths: { nodes: [expect.objectContaining({ registeredOn: expect.any(String) })] },
        insurance: { status: 'ACTIVE' },
      },
    });
  });

  test('follows a claim to the papers that it rests on, at their owners', async () => {
    const { data, errors } = await hub.ask(
      `query($id: ID!) { citizen(id: $id) { claims(first: 20) { nodes { claimant { fullName } evidence { state document { __typename
        ... on DischargePaper { id issuedOn } ... on SickLeaveCertificate { id issuedOn } ... on TransferPaper { id issuedOn } } } } } } }`,
      { id: hub.citizenOf('transferredPatient') },
    );
    expect(errors).toEqual([]);
    const papers = JSON.stringify(data).match(/"issuedOn":"\d{4}-\d{2}-\d{2}"/g) ?? [];
    expect(papers.length).toBeGreaterThan(0);
  });

  test('tells a birth that is known but not registered from one that nobody knows', async () => {
    const { data, errors } = await hub.ask(
      `query($id: ID!) { citizen(id: $id) { medicalDocuments(kinds: [MEDICAL_BIRTH_NOTICE]) { nodes { ... on MedicalBirthNotice { registration { outcome registration { id } } } } } } }`,
      { id: hub.citizenOf('unregisteredBirth') },
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      citizen: {
        medicalDocuments: {
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
    );
    const citizen = before.data?.['citizen'] as CitizenIdentifiers | null | undefined;
    const cancelled = citizen?.identifiers.find(
      ({ kind, status }) => kind === 'PERSONAL_NUMBER' && status === 'CANCELLED',
    );
    const { data } = await hub.ask(
      'query($value: String!) { citizenByIdentifier(kind: PERSONAL_NUMBER, value: $value) { id } }',
      { value: cancelled?.value },
    );
    expect(data).toEqual({ citizenByIdentifier: { id } });
  });

  test('asks the guardian of an orphan, and the register says yes', async () => {
    const { data } = await hub.ask(
      'query($id: ID!) { citizen(id: $id) { familyRelations(kind: GUARDIAN) { nodes { relative { id } } } } }',
      { id: hub.citizenOf('orphan') },
    );
    const citizen = data?.['citizen'] as CitizenRelatives | null | undefined;
    const guardian = citizen?.familyRelations.nodes[0];
    const answer = await hub.ask(
      'query($guardian: ID!, $ward: ID!) { citizen(id: $guardian) { represents(citizen: $ward, on: "2026-11-23") } }',
      { guardian: guardian?.relative.id, ward: hub.citizenOf('orphan') },
    );
    expect(answer.data).toEqual({ citizen: { represents: 'MATCH' } });
  });
});

describe('an agency that is away', () => {
  test('leaves a gap that says so, and the rest of the answer stands', async () => {
    const alone = await startTestHub(100);
    try {
      await alone.stores.vss.close();
      const { data, errors, text } = await alone.ask(
        'query($id: ID!) { citizen(id: $id) { fullName insurance { status } childBirths(first: 1) { nodes { registeredOn } } } }',
        { id: alone.citizenOf('newMother') },
      );
      expect(data).toMatchObject({
        citizen: {
          fullName: expect.any(String),
          insurance: null,
          childBirths: { nodes: [{ registeredOn: expect.any(String) }] },
        },
      });
      expect(errors).toHaveLength(1);
      expect(errors[0]?.path).toEqual(['citizen', 'insurance']);
      expect(text).not.toMatch(/127\.0\.0\.1|stack|sqlite/i);
    } finally {
      await alone.hub.stop();
    }
  });
});
