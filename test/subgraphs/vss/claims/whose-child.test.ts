import { expect, test } from 'vitest';
import { decideClaim } from '../../../../subgraphs/vss/claims/decide/decide-claim.ts';
import { askKinshipAgain } from '../../../../subgraphs/vss/claims/desk/ask-kinship-again.ts';
import { resolveClaim } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import { previewClaim } from '../../../../subgraphs/vss/claims/preview/preview-claim.ts';
import { claim } from '../records.ts';
import {
  certificate,
  notice,
  nothingFound,
  officer,
  openDesk,
  sickWeek,
  submitted,
  withPaper,
} from './open-desk.ts';

const ofChild = { ...sickWeek, childId: 'child' };
const found = { ...withPaper, child: { bornOn: '2024-01-01' } };
const unproven = { evidence: [{ role: 'KINSHIP', state: 'MISSING' }] };

async function deskWithChild() {
  const desk = await openDesk();
  desk.found = found;
  return desk;
}

test('nothing is gathered for a child before it is proven to be the claimant’s: in a claim, and in a preview', async () => {
  const desk = await deskWithChild();
  desk.kinship = 'NOT_PROVEN';
  const resolved = await resolveClaim(await submitted(desk, ofChild), desk);
  expect(resolved).toMatchObject({ state: 'WAITING_DATA', ...unproven });
  const preview = await previewClaim(ofChild, { channel: 'CITIZEN' }, desk);
  expect(preview).toMatchObject({ isComplete: false, ...unproven });
  expect(preview.estimate).toBeUndefined();
  expect(desk.questions).toEqual([]);
  expect(desk.kinshipQuestions).toHaveLength(2);
});

test('the case names the claimant alone while it is asked, and the child from then on', async () => {
  const desk = await deskWithChild();
  const { gather, findKinship } = desk.evidence;
  const named: unknown[] = [];
  const subjectsOf = async (name: string) =>
    (await desk.collections.drafts.get(name))?.subjects ??
    (await desk.collections.claims.get(name))?.provenChildId;
  const evidence: typeof desk.evidence = {
    findKinship: async (question) => {
      named.push(await subjectsOf(question.caseName));
      return findKinship(question);
    },
    gather: async (question) => {
      named.push(await subjectsOf(question.caseName));
      return gather(question);
    },
  };
  await previewClaim(ofChild, { channel: 'CITIZEN' }, { ...desk, evidence });
  await resolveClaim(await submitted(desk, ofChild), { ...desk, evidence });
  expect(named).toEqual([['mother'], ['mother', 'child'], undefined, 'child']);
});

test('a claim goes on as soon as the kinship is proven, and waits again when it is no more', async () => {
  const desk = await deskWithChild();
  desk.kinship = 'NOT_PROVEN';
  const id = await submitted(desk, ofChild);
  await resolveClaim(id, desk);
  desk.kinship = 'PARENT';
  const proven = await resolveClaim(id, desk);
  expect(proven).toMatchObject({ state: 'VERIFYING', event: 'CHILD_ILLNESS', provenChildId: 'child' });
  desk.kinship = 'NOT_PROVEN';
  // The clock, an event or an officer looks at it anew.
  const again = await resolveClaim(id, desk);
  expect(again).toMatchObject(unproven);
  expect(again).not.toHaveProperty('provenChildId');
  expect(again).not.toHaveProperty('assessment');
});

test.each(['AWAY', undefined] as const)(
  'a claim is pending while the authorities are away: %s',
  async (says) => {
    const desk = await deskWithChild();
    desk.kinship = says;
    const resolved = await resolveClaim(await submitted(desk, ofChild), desk);
    expect(resolved).toMatchObject({
      evidence: [{ role: 'OUTPATIENT_LEAVE', state: 'PENDING_SOURCE' }],
      nextStep: { kind: 'RESOLVE', awaits: ['PERSON'] },
    });
    expect(desk.questions).toEqual([]);
  },
);

test('a notice proves nothing once the birth is registered: the register had not named the claimant', async () => {
  const desk = await deskWithChild();
  desk.kinship = 'ATTESTED';
  const birth = { ...ofChild, scheme: 'MATERNITY', event: 'BIRTH' } as const;
  const id = await submitted(desk, birth);
  desk.found = { ...withPaper, child: { bornOn: '2026-05-01', birth: 'NOT_YET_REGISTERED' } };
  expect(await resolveClaim(id, desk)).toHaveProperty('provenChildId', 'child');
  desk.found = { ...withPaper, child: { bornOn: '2026-05-01', birth: 'MATCH' } };
  const after = await resolveClaim(id, desk);
  expect(after).toMatchObject(unproven);
  expect(after).not.toHaveProperty('provenChildId');
});

test('what others claimed for a child is read where it is proven, and a claim of a stranger bars no parent', async () => {
  const desk = await deskWithChild();
  const adoption = { ...sickWeek, childId: 'child', scheme: 'MATERNITY', event: 'ADOPTION' } as const;
  const given = { scheme: 'MATERNITY', event: 'ADOPTION', childId: 'child' } as const;
  await desk.collections.claims.insert(claim('c9', 'stranger', { ...given, state: 'WAITING_DATA' }));
  const doubts = async () =>
    (await previewClaim(adoption, { channel: 'CITIZEN' }, desk)).estimate?.doubts ?? [];
  expect(await doubts()).not.toContain('OTHER_PARENT_CLAIMS');
  const theirs = { ...given, state: 'WAITING_DATA', provenChildId: 'child' } as const;
  await desk.collections.claims.insert(claim('c8', 'father', theirs));
  expect(await doubts()).toContain('OTHER_PARENT_CLAIMS');
});

test('what was assessed before anybody asked whose child it is, is not decided so', async () => {
  const desk = await deskWithChild();
  const assessed = await resolveClaim(await submitted(desk, ofChild), desk);
  if (!assessed) throw new Error('The claim is not there.');
  const { provenChildId: _proven, ...old } = assessed;
  const deciding = {
    mover: officer,
    by: { kind: 'OFFICER', actor: 'officer', office: 'office-1' },
    at: desk.now(),
    version: assessed.version,
  } as const;
  expect(decideClaim(old, { kind: 'AS_ASSESSED' }, deciding)).toBe('NOT_ASSESSED');
  expect(decideClaim(assessed, { kind: 'AS_ASSESSED' }, deciding)).toHaveProperty('state', 'DECIDED');
  expect(decideClaim(old, { kind: 'REFUSE', reason: 'NOT_INSURED' }, deciding)).toHaveProperty(
    'decision.outcome',
    'REFUSED',
  );
});

test('papers of a stranger that were found before are not kept while the authorities are away', async () => {
  const desk = await deskWithChild();
  const id = await submitted(desk, ofChild);
  const stored = await desk.collections.claims.get(id);
  if (!stored) throw new Error('The claim is not there.');
  const { id: paper, type } = certificate();
  const evidence = [{ role: 'OUTPATIENT_LEAVE', state: 'FOUND', document: { type, id: paper } }] as const;
  await desk.collections.claims.replace({ ...stored, evidence });
  desk.kinship = undefined;
  expect(JSON.stringify((await resolveClaim(id, desk))?.evidence)).not.toContain(paper);
});

test.each([
  ['ATTESTED', ['FAMILY_RELATION_NOT_PROVEN']],
  ['PARENT', []],
] as const)('a father whom a notice alone names is looked at by an officer: %s', async (kinship, doubts) => {
  const desk = await openDesk();
  desk.kinship = kinship;
  desk.found = { ...nothingFound, births: [notice({ childId: 'child' })], claimant: { isFemale: false } };
  const day = (text: string) => Temporal.PlainDate.from(text);
  const leave = { leaveFrom: day('2026-03-09'), leaveTo: day('2026-03-13') };
  const asked = { ...ofChild, ...leave, scheme: 'MATERNITY', event: 'PATERNITY' } as const;
  const { estimate } = await previewClaim(asked, { channel: 'CITIZEN' }, desk);
  expect(estimate?.doubts).toEqual(doubts);
});

test('a child whom the register takes from the claimant is closed before a decision, and the claim looked at anew', async () => {
  const desk = await deskWithChild();
  const assessed = await resolveClaim(await submitted(desk, ofChild), desk);
  if (!assessed) throw new Error('The claim is not there.');
  expect(await askKinshipAgain(assessed, desk)).toBe('PROVEN');
  for (const says of ['AWAY', undefined] as const) {
    desk.kinship = says;
    expect(await askKinshipAgain(assessed, desk)).toBe('AWAY');
    expect(await desk.collections.claims.get(assessed.id)).toHaveProperty('provenChildId', 'child');
  }
  desk.kinship = 'NOT_PROVEN';
  expect(await askKinshipAgain(assessed, desk)).toBe('NOT_PROVEN');
  const closed = await desk.collections.claims.get(assessed.id);
  expect(closed).toMatchObject({ nextStep: { kind: 'RESOLVE' } });
  expect(closed).not.toHaveProperty('provenChildId');
});

test('what is looked into before a decision stays no paper of the claim, and the claim is as its officer saw it', async () => {
  const desk = await deskWithChild();
  const assessed = await resolveClaim(await submitted(desk, ofChild), desk);
  if (!assessed) throw new Error('The claim is not there.');
  const { findKinship, gather } = desk.evidence;
  const naming: typeof desk.evidence = {
    gather,
    findKinship: async (question) => {
      await question.nameInCase(['notice-of-another-child']);
      return findKinship(question);
    },
  };
  expect(await askKinshipAgain(assessed, { ...desk, evidence: naming })).toBe('PROVEN');
  expect(await desk.collections.claims.get(assessed.id)).toEqual(assessed);
  const [question] = desk.kinshipQuestions.slice(-1);
  const draft = await desk.collections.drafts.get(question?.caseName ?? '');
  expect(draft?.subjects).toEqual(['mother']);
  expect(Temporal.Instant.compare(draft?.openUntil ?? '', desk.now())).toBe(0);
});

test.each([
  ['NOT_YET_REGISTERED', [], 'PROVEN'],
  ['MATCH', [], 'NOT_PROVEN'],
  [undefined, ['BIRTHS'], 'AWAY'],
] as const)(
  'what a notice proved is proven before a decision while the birth is not registered: %s %j',
  async (birth, away, holds) => {
    const desk = await deskWithChild();
    desk.kinship = 'ATTESTED';
    desk.found = { ...withPaper, child: { bornOn: '2026-05-01', birth: 'NOT_YET_REGISTERED' } };
    const asked = { ...ofChild, scheme: 'MATERNITY', event: 'BIRTH' } as const;
    const resolved = await resolveClaim(await submitted(desk, asked), desk);
    if (!resolved) throw new Error('The claim is not there.');
    desk.found = { ...withPaper, away, child: { bornOn: '2026-05-01', birth } };
    expect(await askKinshipAgain(resolved, desk)).toBe(holds);
  },
);

test('a notice proves nothing for a convalescence, which asks of no birth', async () => {
  const desk = await deskWithChild();
  await previewClaim({ ...ofChild, scheme: 'CONVALESCENCE' }, { channel: 'CITIZEN' }, desk);
  expect(desk.kinshipQuestions).toMatchObject([{ patient: 'CHILD' }]);
});
