import { describe, expect, test } from 'vitest';
import { decideClaim } from '../../../../subgraphs/vss/claims/decide/decide-claim.ts';
import { changeClaim } from '../../../../subgraphs/vss/claims/desk/change-claim.ts';
import { resolveClaim } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import { withdrawClaim } from '../../../../subgraphs/vss/claims/state/own-moves.ts';
import { previewClaim } from '../../../../subgraphs/vss/claims/preview/preview-claim.ts';
import { submitClaim, type Submitted } from '../../../../subgraphs/vss/claims/submit/submit-claim.ts';
import { faultOf, type SubmittedClaim } from '../../../../subgraphs/vss/claims/submit/submission.ts';
import { claim } from '../records.ts';
import {
  certificate,
  citizen,
  nothingFound,
  officer,
  openDesk,
  sender,
  sickWeek,
  type TestDesk,
} from './open-desk.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

function submit(desk: TestDesk, key: string, given: Partial<SubmittedClaim> = {}): Promise<Submitted> {
  return submitClaim(desk.collections, { ...sickWeek, ...given }, sender(key), {
    mover: citizen,
    at: desk.now(),
  });
}

describe('one claim comes of', () => {
  test('the same submission fifty times at once', async () => {
    const desk = await openDesk();
    const answers = await Promise.all(Array.from({ length: 50 }, () => submit(desk, 'key-0001')));
    expect(await desk.collections.claims.count()).toBe(1);
    expect(new Set(answers.map((answer) => answer.kind))).toEqual(new Set(['STORED']));
    const stored = answers.flatMap((answer) => (answer.kind === 'STORED' ? [answer] : []));
    expect(new Set(stored.map((answer) => answer.claim.id)).size).toBe(1);
    expect(stored.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  test('fifty submissions of the same benefit at once, each with a key of its own', async () => {
    const desk = await openDesk();
    const keys = Array.from({ length: 50 }, (_, index) => `key-of-${index}`);
    const answers = await Promise.all(keys.map((key) => submit(desk, key)));
    expect(await desk.collections.claims.count()).toBe(1);
    expect(answers.filter(({ kind }) => kind === 'STORED')).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === 'ALREADY_CLAIMED')).toHaveLength(49);
  });
});

test('a preview shows the claim that a submission would meet, however it was filed', async () => {
  const desk = await openDesk();
  const existing = async () => (await previewClaim(sickWeek, { channel: 'CITIZEN' }, desk)).existing?.id;
  expect(await existing()).toBeUndefined();
  const { leaveFrom, leaveTo } = { leaveFrom: '2026-06-01', leaveTo: '2026-06-05' };
  const onPaper = claim('on-paper', 'mother', { scheme: 'SICKNESS', state: 'PAID', leaveFrom, leaveTo });
  await desk.collections.claims.insert(onPaper);
  expect(await existing()).toBe('on-paper');
  await desk.collections.claims.replace({ ...onPaper, state: 'CLOSED' });
  expect(await existing()).toBeUndefined();
  const sent = await submit(desk, 'key-0001');
  expect(await existing()).toBe(sent.kind === 'STORED' && sent.claim.id);
});

test('a key that comes again with another claim is refused, and nothing is stored', async () => {
  const desk = await openDesk();
  await submit(desk, 'key-0001');
  expect(await submit(desk, 'key-0001', { leaveTo: day('2026-06-04') })).toEqual({ kind: 'KEY_REUSED' });
  expect(await desk.collections.claims.count()).toBe(1);
});

test('a key that comes at once with ten claims makes one of them', async () => {
  const desk = await openDesk();
  const days = Array.from({ length: 10 }, (_, index) => day('2026-05-01').add({ days: index }));
  const answers = await Promise.all(
    days.map((leaveFrom) => submit(desk, 'key-0001', { leaveFrom, leaveTo: leaveFrom.add({ days: 1 }) })),
  );
  expect(await desk.collections.claims.count()).toBe(1);
  expect(answers.filter(({ kind }) => kind === 'KEY_REUSED')).toHaveLength(9);
});

test('a key is its sender’s own: the same one of another client is another submission', async () => {
  const desk = await openDesk();
  const by = { mover: citizen, at: desk.now() };
  const other = { ...sickWeek, leaveFrom: day('2026-05-01'), leaveTo: day('2026-05-02') };
  await submit(desk, 'key-0001');
  const answer = await submitClaim(desk.collections, other, { ...sender('key-0001'), client: 'another' }, by);
  expect(answer).toMatchObject({ kind: 'STORED', isNew: true });
});

test('a claim is taken in with its number, its clock and two steps of its timeline', async () => {
  const desk = await openDesk();
  const answer = await submit(desk, 'key-0001');
  expect(answer).toMatchObject({
    kind: 'STORED',
    claim: {
      state: 'RECEIVED',
      procedureCode: '1.001667',
      office: 'office-1',
      dueOn: '2026-06-17',
      leaveDays: 5,
    },
  });
  const [stored] = await desk.collections.claims.find({ index: 'byClaimant', equals: ['mother'], limit: 2 });
  expect(stored?.number).toMatch(/^BHXH-2026-\d{10}$/);
  expect(stored?.timeline.map(({ state, role }) => [state, role])).toEqual([
    ['SUBMITTED', 'CITIZEN'],
    ['RECEIVED', 'SYSTEM'],
  ]);
});

test('a benefit that was claimed on paper is already claimed', async () => {
  const desk = await openDesk();
  await desk.collections.claims.insert(claim('old', 'mother'));
  expect(await submit(desk, 'key-0001')).toMatchObject({ kind: 'ALREADY_CLAIMED', claim: { id: 'old' } });
  // A child's sickness of the same days is another benefit.
  expect(await submit(desk, 'key-0002', { childId: 'child' })).toMatchObject({ kind: 'STORED' });
});

test('who was refused, or has withdrawn, may claim again', async () => {
  const desk = await openDesk();
  const first = await submit(desk, 'key-0001');
  const id = first.kind === 'STORED' ? first.claim.id : '';
  await changeClaim(desk.collections.claims, id, (found) => {
    const withdrawn = withdrawClaim(found, citizen, desk.now());
    return typeof withdrawn === 'string' ? { answer: withdrawn } : { claim: withdrawn };
  });
  const second = await submit(desk, 'key-0002');
  expect(second).toMatchObject({ kind: 'STORED', isNew: true });
  desk.found = { ...nothingFound, papers: [certificate()] };
  const secondId = second.kind === 'STORED' ? second.claim.id : '';
  const assessed = await resolveClaim(secondId, desk);
  await changeClaim(desk.collections.claims, secondId, (found) => {
    const decided = decideClaim(
      found,
      { kind: 'REFUSE', reason: 'EXCLUDED_SELF_INFLICTED' },
      {
        mover: officer,
        by: { kind: 'OFFICER', actor: 'a', office: 'office-1' },
        at: desk.now(),
        version: assessed?.version ?? 0,
      },
    );
    return typeof decided === 'string' ? { answer: decided } : { claim: decided };
  });
  expect(await submit(desk, 'key-0003')).toMatchObject({ kind: 'STORED', isNew: true });
  expect(await desk.collections.claims.count()).toBe(3);
});

test('who was never insured is told so, with nothing stored', async () => {
  const desk = await openDesk();
  const answer = await submit(desk, 'key-0001', { claimantId: 'stranger' });
  expect(answer).toEqual({ kind: 'NOT_ELIGIBLE', reason: 'NOT_INSURED' });
  expect(await desk.collections.claims.count()).toBe(0);
});

test('a late file is taken in with an explanation, and not without', async () => {
  const desk = await openDesk();
  const late = {
    scheme: 'VOLUNTARY_MATERNITY',
    leaveFrom: day('2026-03-01'),
    leaveTo: day('2026-08-31'),
  } as const;
  const asked = await submit(desk, 'key-0001', late);
  expect(asked).toMatchObject({ kind: 'EXPLANATION_NEEDED' });
  expect(asked.kind === 'EXPLANATION_NEEDED' && asked.dueOn.toString()).toBe('2026-04-30');
  const lateExplanation = 'Sản phụ nằm viện dài ngày';
  expect(await submit(desk, 'key-0001', { ...late, lateExplanation })).toMatchObject({
    kind: 'STORED',
    claim: { lateExplanation },
  });
});

test.each([
  ['days in the wrong order', { leaveTo: day('2026-05-31') }, 'LEAVE_REVERSED'],
  ['a leave of four years', { leaveTo: day('2030-06-01') }, 'LEAVE_TOO_LONG'],
  ['an event of another benefit', { event: 'BIRTH' }, 'EVENT_OF_ANOTHER_SCHEME'],
  ['a sick child that is not named', { event: 'CHILD_ILLNESS' }, 'CHILD_MISSING'],
  ['a child by number', { childId: '079185000123' }, 'CHILD_NOT_AN_ID'],
  ['a transfer without an account', { payTo: { method: 'BANK_TRANSFER' } }, 'BANK_MISSING'],
  ['an explanation that says nothing', { lateExplanation: ' - ' }, 'EXPLANATION_LENGTH'],
] as const)('%s is a fault of the submission', (_name, given, fault) => {
  expect(faultOf({ ...sickWeek, ...given })).toBe(fault);
  expect(faultOf(sickWeek)).toBeUndefined();
});
