import { expect, test } from 'vitest';
import {
  claims,
  employers,
  type ClaimEvidence,
  type EvidenceDocumentType,
} from '../../../subgraphs/vss/collections.ts';
import { vss } from '../../../subgraphs/vss/subgraph.ts';
import { askEntities } from '../ask-entities.ts';
import { openSubgraph } from '../execute.ts';
import { at } from '../walk-pages.ts';
import { claim, employer } from './records.ts';

const documentTypes = [
  'DischargePaper',
  'SickLeaveCertificate',
  'MedicalBirthNotice',
  'TransferPaper',
  'MedicalRecordSummary',
  'MedicalDeathNotice',
  'MedicalAssessmentRecord',
  'PregnancyRestCertificate',
  'BirthRegistration',
  'BirthExtract',
  'DeathRegistration',
  'DeathExtract',
] as const satisfies readonly EvidenceDocumentType[];

test('evidence refers to each of the twelve documents at its owner', async () => {
  const evidence = documentTypes.map((type): ClaimEvidence => ({
    role: 'BIRTH',
    state: 'FOUND',
    document: { type, id: `id-of-${type}` },
    documentVersion: 2,
  }));
  const subgraph = await openSubgraph(vss);
  await subgraph.put(
    claims,
    claim('c1', 'someone', { evidence: [...evidence, { role: 'BIRTH', state: 'MISSING' }] }),
  );
  const fragments = documentTypes.map((type) => `... on ${type} { id }`).join(' ');
  const answer = await subgraph.run(
    `{ claim(id: "c1") { evidence { documentVersion document { __typename ${fragments} } } } }`,
  );
  expect(at(answer, 'claim', 'evidence')).toEqual([
    ...documentTypes.map((type) => ({
      documentVersion: 2,
      document: { __typename: type, id: `id-of-${type}` },
    })),
    { documentVersion: null, document: null },
  ]);
});

test('a claim is found by id, by number and by reference', async () => {
  const subgraph = await openSubgraph(vss);
  await subgraph.put(claims, claim('c1', 'someone'), claim('c2', 'other'));
  const answer = await subgraph.run(
    `{ claim(id: "c1") { id } claimByNumber(number: "number-c2") { id }
       none: claim(id: "number-c2") { id } noNumber: claimByNumber(number: "c2") { id } }`,
  );
  expect(at(answer)).toEqual({
    claim: { id: 'c1' },
    claimByNumber: { id: 'c2' },
    none: null,
    noNumber: null,
  });
  const { entities } = await askEntities(subgraph, 'Claim', ['c2', 'c3', 'c1'], 'number');
  expect(entities).toEqual([{ number: 'number-c2' }, null, { number: 'number-c1' }]);
});

test('a claim names its persons by reference, and has an outcome once it is decided', async () => {
  const subgraph = await openSubgraph(vss);
  await subgraph.put(employers, employer('e1'));
  await subgraph.put(
    claims,
    claim('c1', 'someone'),
    claim('c2', 'someone', {
      version: 4,
      childId: 'child',
      employerId: 'e1',
      decision: {
        number: '1/QĐ',
        decidedOn: '2026-06-12',
        outcome: 'PARTIAL',
        amount: 9_007_199_254_740_991,
        paidDays: 2.5,
        lines: [],
      },
    }),
  );
  const { entities } = await askEntities(
    subgraph,
    'Claim',
    ['c1', 'c2'],
    'outcome claimant { id } child { id } employer { code } decision { amount paidDays } source { agency version }',
  );
  expect(entities).toEqual([
    {
      outcome: null,
      claimant: { id: 'someone' },
      child: null,
      employer: null,
      decision: null,
      source: { agency: 'VSS', version: 1 },
    },
    {
      outcome: 'PARTIAL',
      claimant: { id: 'someone' },
      child: { id: 'child' },
      employer: { code: 'e1' },
      decision: { amount: 9_007_199_254_740_991, paidDays: 2.5 },
      source: { agency: 'VSS', version: 4 },
    },
  ]);
});

test("a person's claims come newest first, of one scheme or of all", async () => {
  const subgraph = await openSubgraph(vss);
  await subgraph.put(
    claims,
    claim('old', 'someone', { leaveFrom: '2024-01-01' }),
    claim('new', 'someone', { leaveFrom: '2026-05-01' }),
    claim('birth', 'someone', { leaveFrom: '2025-03-01', scheme: 'MATERNITY' }),
    claim('foreign', 'other'),
  );
  const { entities } = await askEntities(
    subgraph,
    'Citizen',
    ['someone'],
    `all: claims { nodes { id } } of: claims(scheme: SICKNESS) { nodes { id } }
     none: claims(scheme: CONVALESCENCE) { nodes { id } }`,
  );
  expect(entities).toEqual([
    {
      all: { nodes: [{ id: 'new' }, { id: 'birth' }, { id: 'old' }] },
      of: { nodes: [{ id: 'new' }, { id: 'old' }] },
      none: { nodes: [] },
    },
  ]);
});

test('the claims of an office come oldest first, of one state', async () => {
  const subgraph = await openSubgraph(vss);
  await subgraph.put(
    claims,
    claim('later', 'a', { submittedAt: '2026-06-20T00:00:00Z' }),
    claim('sooner', 'b', { submittedAt: '2026-06-02T00:00:00Z' }),
    claim('decided', 'c', { state: 'DECIDED' }),
    claim('elsewhere', 'd', { office: 'office-2' }),
  );
  const answer = await subgraph.run('{ claims(office: "office-1", state: SUBMITTED) { nodes { id } } }');
  expect(at(answer, 'claims', 'nodes')).toEqual([{ id: 'sooner' }, { id: 'later' }]);
});
