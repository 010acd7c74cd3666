import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { medicalDocuments } from '../../../subgraphs/health/collections.ts';
import type { HubUnderTest } from '../../scenario/running-hub.ts';
import { paper } from '../../subgraphs/health/records.ts';
import { knownPerson } from '../matrix/known-person.ts';
import { askers, ofPerson, startKnownHub, toldIn } from './known-hub.ts';

const { portal, themself } = askers;

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startKnownHub();
  // A child of another woman, of whom the known person is the father.
  const notice = paper('MEDICAL_BIRTH_NOTICE', 'notice-of-another', {
    citizenId: 'mother-of-another-0001',
    fatherId: knownPerson.id,
    fatherName: 'Lê Văn Cha',
    childBornAt: '2026-06-30T02:00:00Z',
  });
  await (await hub.stores.health.collection(medicalDocuments)).insertMany([notice]);
});
afterAll(() => hub.stop());

describe('E21: behind an interface', () => {
  const papers = (selection: string) => `{ ${ofPerson(`medicalDocuments { nodes { ${selection} } }`)} }`;
  /** Kinds that tell an illness, a birth or a death by their name. */
  const telling = /PREGNANCY|BIRTH|DEATH|ASSESSMENT|Pregnancy|Birth|Death|Assessment/;

  test.each([
    'kind',
    '__typename',
    'k: kind',
    '... on MedicalDocument { kind }',
    '... on DischargePaper { kind }',
  ])('E21: the papers are there whose kind may be known, and no others: %s', async (selection) => {
    const answer = await hub.ask(papers(selection), {}, portal);
    expect(answer.errors).toEqual([]);
    expect(answer.text).toMatch(/"(DISCHARGE_PAPER|DischargePaper)"/);
    expect(answer.text).not.toMatch(telling);
  });

  test('E21: a client that asks for __typename everywhere loses nothing by it', async () => {
    const bare = await hub.ask(papers('id kind status'), {}, portal);
    const named = await hub.ask(
      `{ __typename ${ofPerson('__typename medicalDocuments { __typename nodes { __typename id kind status } }')} }`,
      {},
      portal,
    );
    expect([bare.errors, named.errors]).toEqual([[], []]);
    const nodesOf = ({ data }: typeof bare) =>
      (data as { citizen: { medicalDocuments: { nodes: readonly object[] } } }).citizen.medicalDocuments
        .nodes;
    expect(nodesOf(bare).length).toBeGreaterThan(1);
    expect(nodesOf(named)).toMatchObject(nodesOf(bare));
    expect(named.text).not.toMatch(telling);
  });

  test('E21: what is denied of every type is denied through the interface', async () => {
    const answer = await hub.ask(papers('kind receivedAt eventDate'), {}, portal);
    expect(answer.errors.map(({ extensions }) => extensions?.['coordinate'])).toEqual([
      'MedicalDocument.eventDate',
    ]);
    expect(answer.text).toContain('"DISCHARGE_PAPER"');
  });

  test('E21: without a purpose there is nothing behind it', async () => {
    const answer = await hub.ask(papers('__typename id'), {}, { ...portal, purpose: '' });
    expect(answer.data).toEqual({ citizen: null });
  });
});

describe('of a paper of somebody else what is granted is seen,', () => {
  const notices = (selection: string) =>
    `{ ${ofPerson(`birthNotices(first: 1) { nodes { ${selection} } }`)} }`;

  test('and its opaque key with it, whatever else is denied', async () => {
    const answer = await hub.ask(notices('__typename id fatherName code'), {}, themself);
    expect(answer.data).toEqual({
      citizen: {
        birthNotices: {
          nodes: [
            {
              __typename: 'MedicalBirthNotice',
              id: 'notice-of-another',
              fatherName: 'Lê Văn Cha',
              code: null,
            },
          ],
        },
      },
    });
    expect(toldIn(answer)).toEqual([
      ['citizen.birthNotices.nodes.code', 'MedicalBirthNotice.code', 'NOT_RELATED'],
    ]);
  });

  test('with what another agency knows of it under its own rules', async () => {
    const answer = await hub.ask(notices('fatherName registration { outcome }'), {}, themself);
    expect(answer.data).toMatchObject({
      citizen: { birthNotices: { nodes: [{ fatherName: 'Lê Văn Cha', registration: null }] } },
    });
  });
});
