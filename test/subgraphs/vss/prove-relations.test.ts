import { describe, expect, test } from 'vitest';
import type { RelationQuestion } from '../../../schema/hub-context.ts';
import {
  claims,
  employers,
  insuredPersons,
  type ClaimRecord,
  type InsuredPersonRecord,
} from '../../../subgraphs/vss/collections.ts';
import { claimDrafts } from '../../../subgraphs/vss/claims/claim-draft.ts';
import { proveRelations } from '../../../subgraphs/vss/prove-relations.ts';
import { vss } from '../../../subgraphs/vss/subgraph.ts';
import { caller } from '../access/caller.ts';
import { openSources } from '../open-sources.ts';
import { claim, employer, insured } from './records.ts';

async function open(insuredPeople: readonly InsuredPersonRecord[], ...all: readonly ClaimRecord[]) {
  const { put, sources, takeReads } = await openSources(vss);
  await put(employers, employer('e1'), employer('the-office', { office: 'office-1' }));
  await put(insuredPersons, ...insuredPeople);
  await put(claims, ...all);
  takeReads();
  const prove = (question: RelationQuestion, client = 'vss-benefits') =>
    proveRelations(question, { ...sources(), call: callOf(client) });
  return { takeReads, prove };
}

const callOf = (client: string) => ({ iss: '', aud: 'vss', requestId: '', access: caller({ client }) });

const officer = { role: 'VSS_CLAIM_OFFICER', organisation: 'office-1', citizen: 'officer' };
const paper = { type: 'DischargePaper', id: 'paper-1' } as const;
const birth = claim('c1', 'mother', {
  childId: 'child',
  provenChildId: 'child',
  evidence: [
    { role: 'BIRTH', state: 'FOUND', document: paper },
    { role: 'BIRTH', state: 'MISSING' },
  ],
});

describe('a case is proven', () => {
  test('by its opaque id and by its number, with the people and the papers that it names', async () => {
    const { prove } = await open([insured('mother')], birth);
    const child = { id: 'child', of: 'mother', documents: ['paper-1'], restsOn: 'REPRESENTATION' };
    const proven = { case: { claim: 'c1', subjects: ['mother'], documents: [], child } };
    expect(await prove({ ...officer, case: 'c1' })).toEqual(proven);
    expect(await prove({ ...officer, case: 'number-c1' })).toEqual(proven);
  });

  test.each([
    [{ scheme: 'SICKNESS' }, 'REPRESENTATION'],
    [{ scheme: 'CONVALESCENCE' }, 'REPRESENTATION'],
    [{ scheme: 'MATERNITY' }, 'BIRTH'],
    [{ scheme: 'VOLUNTARY_MATERNITY' }, 'BIRTH'],
    [{ scheme: 'SICKNESS', isChildByPaper: true }, 'PAPER'],
    [{ scheme: 'MATERNITY', isChildByPaper: true }, 'BIRTH_PAPER'],
  ] as const)(
    'with its child, and on what it rests that it is the claimant’s: %j',
    async (given, restsOn) => {
      const { prove } = await open([], { ...birth, ...given });
      expect(await prove({ ...officer, case: 'c1' })).toHaveProperty('case.child.restsOn', restsOn);
    },
  );

  test('to social insurance’s machine with its child as with the claimant: it has just asked the registers', async () => {
    const { prove } = await open([], birth);
    const proven = { claim: 'c1', subjects: ['mother', 'child'], documents: ['paper-1'] };
    expect(await prove({ ...officer, case: 'c1' }, 'vss-resolver')).toEqual({ case: proven });
  });

  test.each([{ provenChildId: undefined }, { provenChildId: 'another' }])(
    'for the claimant alone while nothing proves that the child is theirs, whatever was found before: %j',
    async ({ provenChildId }) => {
      const { provenChildId: _proven, ...stated } = birth;
      const { prove } = await open(
        [insured('mother')],
        { ...stated, namedPapers: ['notice-1'], ...(provenChildId && { provenChildId }) },
        claim('c2', 'mother', { evidence: birth.evidence }),
      );
      const proven = { claim: 'c1', subjects: ['mother'], documents: ['notice-1'] };
      expect(await prove({ ...officer, case: 'c1' })).toEqual({ case: proven });
      expect(await prove({ ...officer, case: 'c2' })).toHaveProperty('case.documents', ['paper-1']);
      expect(await prove({ ...officer, citizen: 'child', case: 'c1' })).toEqual({});
    },
  );

  test.each(['VSS_CLAIM_OFFICER', 'VSS_MEDICAL_ASSESSOR', 'VSS_PAYMENT_OFFICER'])('to a %s', async (role) => {
    const { prove } = await open([], birth);
    expect(await prove({ ...officer, role, case: 'c1' })).toHaveProperty('case.claim', 'c1');
  });

  test.each(['EMPLOYER_HR', 'CITIZEN', 'PORTAL_BACKEND', 'AUDITOR', 'FACILITY_DOCTOR'])(
    'never to the role %s, to which no case is assigned',
    async (role) => {
      const { prove } = await open([], birth);
      expect(await prove({ ...officer, role, case: 'c1' })).toEqual({});
    },
  );

  test('to the office that decides it alone', async () => {
    const { prove } = await open([], birth);
    expect(await prove({ ...officer, organisation: 'office-2', case: 'c1' })).toEqual({});
    expect(await prove({ role: officer.role, citizen: 'officer', case: 'c1' })).toEqual({});
  });

  test.each(['DRAFT', 'CLOSED'] as const)('not while it is %s', async (state) => {
    const { prove } = await open([], { ...birth, state });
    expect(await prove({ ...officer, case: 'c1' })).toEqual({});
  });

  test('not when there is none of that name, or none is named', async () => {
    const { prove } = await open([], birth);
    expect(await prove({ ...officer, case: 'c2' })).toEqual({});
    expect(await prove(officer)).toEqual({});
  });

  test.each(['mother', 'child'])(
    "not to an officer whose own file it is: the claim's %s",
    async (citizen) => {
      const { prove } = await open([], birth);
      expect(await prove({ ...officer, citizen, case: 'c1' })).toEqual({});
    },
  );

  test('not to the other parent of the child: a claim of theirs names it too', async () => {
    const theirs = claim('c9', 'officer', { childId: 'child' });
    const { prove } = await open([], birth, theirs);
    expect(await prove({ ...officer, case: 'c1' })).toEqual({});
    expect(await prove({ ...officer, citizen: 'another', case: 'c1' })).toHaveProperty('case');
  });

  test('not to the colleagues of the claimant, whom the office itself employs', async () => {
    const { prove } = await open([insured('mother', { employerId: 'the-office' })], birth);
    expect(await prove({ ...officer, case: 'c1' })).toEqual({});
    const left = await open([insured('mother', { employerId: 'e1' })], {
      ...birth,
      employerId: 'the-office',
    });
    expect(await left.prove({ ...officer, case: 'c1' })).toEqual({});
  });

  test('to an office for the staff of another', async () => {
    const { prove } = await open([insured('mother', { employerId: 'the-office' })], {
      ...birth,
      office: 'office-2',
    });
    expect(await prove({ ...officer, organisation: 'office-2', case: 'c1' })).toHaveProperty('case');
  });
});

describe('an employee is proven', () => {
  const hr = { role: 'EMPLOYER_HR', organisation: 'e1' };
  const works = insured('works', { employerId: 'e1' });
  const left = insured('left', { employerId: 'e1', status: 'PAUSED' });
  const elsewhere = insured('elsewhere', { employerId: 'e2' });
  const asked = ['works', 'left', 'elsewhere', 'nobody'];

  test('by the contributions that the employer pays now', async () => {
    const { prove } = await open([works, left, elsewhere]);
    expect(await prove({ ...hr, employees: asked })).toEqual({ employees: ['works'] });
  });

  test('by a claim that it has filed and that is open', async () => {
    const { prove } = await open(
      [left, elsewhere],
      claim('c1', 'left', { employerId: 'e1' }),
      claim('c2', 'elsewhere', { employerId: 'e1', state: 'CLOSED' }),
      claim('c3', 'nobody', { employerId: 'e2' }),
    );
    expect(await prove({ ...hr, employees: asked })).toEqual({ employees: ['left'] });
  });

  test('to an employer alone, not to a facility of the same code', async () => {
    const { prove } = await open([works]);
    expect(await prove({ ...hr, role: 'FACILITY_DOCTOR', employees: asked })).toEqual({});
    expect(await prove({ role: hr.role, employees: asked })).toEqual({});
  });

  test('with as many reads for a hundred as for one', async () => {
    const many = Array.from({ length: 100 }, (_, i) => `person-${i}`);
    const { prove, takeReads } = await open(many.map((id) => insured(id, { employerId: 'e1' })));
    expect(await prove({ ...hr, employees: many })).toEqual({ employees: many });
    expect(takeReads().toSorted()).toEqual(['claims.findEach', 'insuredPersons.getMany']);
  });
});

describe('the case of a preview is proven', () => {
  const inAMinute = Temporal.Now.instant().add({ seconds: 60 }).toString();
  const draft = {
    id: 'draft.drawn-for-this-one',
    version: 1,
    office: 'office-1',
    subjects: ['mother', 'child'],
    documents: ['notice-1'],
    openUntil: inAMinute,
  };
  const proveDraft = async (given: Partial<typeof draft>, question: RelationQuestion) => {
    const { put, sources } = await openSources(vss);
    await put(claimDrafts, { ...draft, ...given });
    return proveRelations(question, { ...sources(), call: callOf('vss-resolver') });
  };

  test('to the office that would decide, while it is open', async () => {
    expect(await proveDraft({}, { ...officer, case: draft.id })).toEqual({
      case: { claim: draft.id, subjects: ['mother', 'child'], documents: ['notice-1'] },
    });
  });

  test.each<[string, Partial<typeof draft>, Partial<RelationQuestion>]>([
    ['once it is closed', { openUntil: '2026-01-01T00:00:00Z' }, {}],
    ['to another office', {}, { organisation: 'office-2' }],
    ['to the medical assessor', {}, { role: 'VSS_MEDICAL_ASSESSOR' }],
    ['under another name', {}, { case: 'draft.guessed' }],
  ])('never %s', async (_name, given, question) => {
    expect(await proveDraft(given, { ...officer, case: draft.id, ...question })).toEqual({});
  });
});

test('a case names the notices that are looked into for it, besides its evidence', async () => {
  const { prove } = await open([], { ...birth, namedPapers: ['notice-1', 'paper-1'] });
  const { case: proven } = await prove({ ...officer, case: 'c1' });
  expect(proven).toMatchObject({ documents: ['notice-1', 'paper-1'], child: { documents: ['paper-1'] } });
});
