import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClaimRecord } from '../../../../subgraphs/vss/collections.ts';
import { applyRules } from '../../../../subgraphs/vss/claims/assess/apply-rules.ts';
import { openEnded, sealed, sealedIn } from '../../../../subgraphs/vss/sealed.ts';
import { openStore } from '../../../../subgraphs/kit/store/open-store.ts';
import { decideClaim, type Verdict } from '../../../../subgraphs/vss/claims/decide/decide-claim.ts';
import { payClaim } from '../../../../subgraphs/vss/claims/decide/pay-claim.ts';
import { changeClaim } from '../../../../subgraphs/vss/claims/desk/change-claim.ts';
import { resolveClaim } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import { onEvent } from '../../../../subgraphs/vss/claims/resolve/on-event.ts';
import { submitClaim } from '../../../../subgraphs/vss/claims/submit/submit-claim.ts';
import {
  certificate,
  citizen,
  nothingFound,
  officer,
  openDesk,
  payer,
  sender,
  sickWeek,
  type TestDesk,
} from './open-desk.ts';

async function assessed(desk: TestDesk): Promise<ClaimRecord> {
  desk.found = { ...nothingFound, papers: [certificate()] };
  const answer = await submitClaim(desk.collections, sickWeek, sender('key-0001'), {
    mover: citizen,
    at: desk.now(),
  });
  const claim = answer.kind === 'STORED' && (await resolveClaim(answer.claim.id, desk));
  if (!claim) throw new Error('The claim was not resolved.');
  return claim;
}

function decide(
  desk: TestDesk,
  { id, version }: ClaimRecord,
  verdict: Verdict = { kind: 'AS_ASSESSED' },
  actor = 'one',
) {
  return changeClaim(desk.collections.claims, id, (claim) => {
    const by = { kind: 'OFFICER', actor, office: 'office-1' } as const;
    const decided = decideClaim(claim, verdict, { mover: officer, by, at: desk.now(), version });
    return typeof decided === 'string' ? { answer: decided } : { claim: decided };
  });
}

async function pay(desk: TestDesk, { id }: ClaimRecord) {
  return changeClaim(desk.collections.claims, id, (claim) => {
    const orderNumber = claim.payments.find(({ paidOn }) => !paidOn)?.orderNumber ?? '';
    const paid = payClaim(
      claim,
      { orderNumber, paidOn: Temporal.PlainDate.from('2026-06-20') },
      payer,
      desk.now(),
    );
    return typeof paid === 'string' ? { answer: paid } : { claim: paid };
  });
}

test('a decision names who took it, orders the payment and shows each line with its article', async () => {
  const desk = await openDesk();
  const claim = await assessed(desk);
  await decide(desk, claim);
  const decided = await desk.collections.claims.get(claim.id);
  expect(decided).toMatchObject({
    state: 'DECIDED',
    decidedBy: { kind: 'OFFICER', actor: 'one', office: 'office-1' },
    decision: { outcome: 'APPROVED', amount: 1_500_000, paidDays: 5, decidedOn: '2026-06-10' },
    payments: [{ amount: 1_500_000, method: 'CASH' }],
  });
  expect(decided?.decision?.lines).toMatchObject([
    { quantity: 5, unit: 'DAY', amount: 1_500_000, article: expect.stringContaining('Art 45') },
  ]);
});

test('of two officers who decide at once, one decides and the other is told', async () => {
  const desk = await openDesk();
  const claim = await assessed(desk);
  const answers = await Promise.all([
    decide(desk, claim, { kind: 'AS_ASSESSED' }, 'one'),
    decide(desk, claim, { kind: 'REFUSE', reason: 'EXCLUDED_DRUG_USE' }, 'two'),
  ]);
  expect(answers.filter((answer) => answer && 'claim' in answer)).toHaveLength(1);
  expect(answers).toContainEqual({ answer: 'ALREADY_DECIDED' });
  const states = (await desk.collections.claims.get(claim.id))?.timeline.map(({ state }) => state);
  expect(states?.filter((state) => state === 'DECIDED')).toHaveLength(1);
});

test('of two who have read the same claim, the second reads it again and finds it decided', async () => {
  const desk = await openDesk();
  const claim = await assessed(desk);
  const { claims } = desk.collections;
  // Nobody writes before both have read.
  const { promise: bothRead, resolve } = Promise.withResolvers<void>();
  let reads = 0;
  const shared = {
    get: async (id: string) => {
      const found = await claims.get(id);
      if (++reads === 2) resolve();
      await bothRead;
      return found;
    },
    replace: (changed: ClaimRecord) => claims.replace(changed),
  };
  const decideShared = () =>
    changeClaim(shared, claim.id, (found) => {
      const by = { kind: 'OFFICER', actor: 'one', office: 'office-1' } as const;
      const deciding = { mover: officer, by, at: desk.now(), version: claim.version };
      const decided = decideClaim(found, { kind: 'AS_ASSESSED' }, deciding);
      return typeof decided === 'string' ? { answer: decided } : { claim: decided };
    });
  const answers = await Promise.all([decideShared(), decideShared()]);
  expect(answers.filter((answer) => answer && 'claim' in answer)).toHaveLength(1);
  expect(answers).toContainEqual({ answer: 'ALREADY_DECIDED' });
});

test('a refusal is in writing with its reason, and only for a reason that refuses', async () => {
  const desk = await openDesk();
  const claim = await assessed(desk);
  expect(await decide(desk, claim, { kind: 'REFUSE', reason: 'PER_EVENT_CAP' })).toEqual({
    answer: 'NO_SUCH_REASON',
  });
  await decide(desk, claim, { kind: 'REFUSE', reason: 'EXCLUDED_DRUG_USE' });
  const { decision, payments } = (await desk.collections.claims.get(claim.id)) ?? {};
  expect(decision).toMatchObject({
    outcome: 'REFUSED',
    amount: 0,
    reasonCode: 'EXCLUDED_DRUG_USE',
    reasonArticle: 'Law 41/2024/QH15 Art 42(2)(b)',
  });
  expect([decision?.reason, decision?.reasonEn].join()).toMatch(/ma túy.*narcotic/);
  expect(payments).toEqual([]);
});

test('what changed since an officer looked is looked at first; what is not assessed is not decided', async () => {
  const desk = await openDesk();
  const claim = await assessed(desk);
  expect(await decide(desk, { ...claim, version: claim.version - 1 })).toEqual({ answer: 'CHANGED_SINCE' });
  const { assessment: _none, ...waiting } = await desk.collections.claims.replace({ ...claim });
  const stored = await desk.collections.claims.replace(waiting);
  expect(await decide(desk, stored)).toEqual({ answer: 'NOT_ASSESSED' });
});

test('the confirmation of the payment closes the file, once, and for the order that there is', async () => {
  const desk = await openDesk();
  const claim = await assessed(desk);
  expect(await pay(desk, claim)).toEqual({ answer: 'NOT_FROM_THIS_STATE' });
  await decide(desk, claim);
  const wrong = { orderNumber: 'LC-1', paidOn: Temporal.PlainDate.from('2026-06-20') };
  const decided = await desk.collections.claims.get(claim.id);
  expect(decided && payClaim(decided, wrong, payer, desk.now())).toBe('NO_SUCH_ORDER');
  await pay(desk, claim);
  const closed = await desk.collections.claims.get(claim.id);
  expect(closed?.timeline.slice(-3).map(({ state }) => state)).toEqual(['DECIDED', 'PAID', 'CLOSED']);
  expect(await pay(desk, claim)).toEqual({ answer: 'NOT_FROM_THIS_STATE' });
});

describe('evidence that is corrected after the payment', () => {
  async function corrected(desk: TestDesk, to: string) {
    const claim = await assessed(desk);
    await decide(desk, claim);
    await pay(desk, claim);
    const again = certificate({
      id: 'paper-2',
      version: 2,
      supersedes: 'paper-1',
      days: [{ kind: 'LEAVE', from: '2026-06-01', to }],
    });
    desk.found = { ...nothingFound, papers: [again] };
    const woken = await onEvent(
      { document: { type: 'SickLeaveCertificate', id: 'paper-2' }, replaces: 'paper-1' },
      desk,
    );
    expect(woken).toEqual([claim.id]);
    const adjusted = await desk.collections.claims.get(claim.id);
    if (!adjusted) throw new Error('The claim is gone.');
    expect(adjusted.state).toBe('ADJUSTED');
    await decide(desk, adjusted);
    return desk.collections.claims.get(claim.id);
  }

  test('opens the file again, and what was too much is asked back', async () => {
    const desk = await openDesk();
    const claim = await corrected(desk, '2026-06-03');
    expect(claim).toMatchObject({
      state: 'DECIDED',
      decision: { amount: 900_000 },
      repayments: [{ amount: 600_000 }],
      payments: [{ amount: 1_500_000, paidOn: '2026-06-20' }],
    });
    expect(claim?.decision?.number).toMatch(/\/2$/);
    expect(claim?.formerDecisions?.map(({ amount }) => amount)).toEqual([1_500_000]);
  });

  test('leaves the decision that was replaced to be told as superseded, and its successor in force', async () => {
    const store = await openStore({ uri: 'memory:' });
    const claim = await corrected(await openDesk({ store }), '2026-06-03');
    const [document] = claim ? (sealedIn[0]?.documentsOf(claim as never) ?? []) : [];
    const { id, partOf } = sealed['BenefitDecision']?.identityOf(document?.record as never) ?? {};
    const ended = (await Array.fromAsync((await openEnded(store))())).flat();
    expect(ended).toEqual([
      { typeName: 'BenefitDecision', id: partOf?.['supersedes'], status: 'SUPERSEDED' },
    ]);
    expect(ended[0]?.id).not.toBe(id);
  });

  test('and changes nothing orders nothing', async () => {
    const claim = await corrected(await openDesk(), '2026-06-05');
    expect(claim?.payments).toHaveLength(1);
    expect(claim).not.toHaveProperty('repayments');
  });
});

test('a claim that is assessed again as of its day comes to the same đồng', async () => {
  const desk = await openDesk();
  const { assessment } = await assessed(desk);
  if (!assessment) throw new Error('The claim is not assessed.');
  // What has been contributed and decided since does not matter: the facts are kept with the claim.
  const again = applyRules(JSON.parse(JSON.stringify(assessment.facts)) as typeof assessment.facts);
  expect(again.amount).toBe(assessment.amount);
  expect(again.lines.map(({ amount }) => amount)).toEqual(assessment.lines.map(({ amount }) => amount));
});

test('a plain case is granted by a named rule where that is switched on; a refusal never is', async () => {
  const claim = await assessed(await openDesk({ decidesPlainCases: true }));
  expect(claim).toMatchObject({
    state: 'DECIDED',
    decidedBy: { kind: 'RULE', rule: 'Quy tắc hồ sơ rõ ràng/2025-07-01' },
  });
  const desk = await openDesk({ decidesPlainCases: true });
  desk.found = { ...nothingFound, papers: [certificate()], claimant: { diedOn: '2026-06-02' } };
  const answer = await submitClaim(desk.collections, sickWeek, sender('key-0001'), {
    mover: citizen,
    at: desk.now(),
  });
  const doubted = answer.kind === 'STORED' && (await resolveClaim(answer.claim.id, desk));
  expect(doubted).toMatchObject({ state: 'VERIFYING', assessment: { doubts: ['CLAIMANT_DIED'] } });
});

/** The claim as it is when it was assessed to an amount, whatever was decided before. */
function reassessed(claim: ClaimRecord, amount: number, isFirst: boolean): ClaimRecord {
  const assessment = claim.assessment && { ...claim.assessment, amount };
  return { ...claim, state: isFirst ? 'VERIFYING' : 'ADJUSTED', ...(assessment && { assessment }) };
}

function allPaid(claim: ClaimRecord): ClaimRecord {
  return { ...claim, payments: claim.payments.map((payment) => ({ ...payment, paidOn: '2026-07-01' })) };
}

test('whatever is decided and paid in turn, payments less repayments come to what was decided last', async () => {
  const desk = await openDesk();
  const claim = await assessed(desk);
  const by = { kind: 'OFFICER', actor: 'one', office: 'office-1' } as const;
  const sumOf = (all: readonly { readonly amount: number }[]) =>
    all.reduce((sum, { amount }) => sum + amount, 0);
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 6 }),
      (amounts) => {
        amounts.reduce((before, amount, index) => {
          const current = reassessed(before, amount, index === 0);
          const deciding = { mover: officer, by, at: desk.now(), version: current.version };
          const decided = decideClaim(current, { kind: 'AS_ASSESSED' }, deciding);
          if (typeof decided === 'string') throw new Error(decided);
          const paid = allPaid(decided);
          expect(sumOf(paid.payments) - sumOf(paid.repayments ?? [])).toBe(amount);
          expect(paid.payments.every((payment) => payment.amount > 0)).toBe(true);
          return paid;
        }, claim);
      },
    ),
  );
});

test('what was granted on a paper that is there no more is refused by an officer, and asked back: it waits for ever else', async () => {
  const desk = await openDesk();
  const claim = await assessed(desk);
  await decide(desk, claim);
  await pay(desk, claim);
  desk.found = nothingFound;
  await onEvent({ document: { type: 'SickLeaveCertificate', id: 'paper-1' }, replaces: 'paper-1' }, desk);
  const waiting = await desk.collections.claims.get(claim.id);
  if (!waiting) throw new Error('The claim is not there.');
  expect(waiting).toMatchObject({ state: 'ADJUSTED', nextStep: { kind: 'WAIT' } });
  expect(await decide(desk, waiting)).toEqual({ answer: 'NOT_ASSESSED' });
  const refused = await decide(desk, waiting, { kind: 'REFUSE', reason: 'PROOF_WITHDRAWN' });
  expect(refused).toMatchObject({
    claim: {
      state: 'DECIDED',
      decision: { outcome: 'REFUSED', reasonArticle: 'Law 41/2024/QH15 Art 47' },
      repayments: [{ amount: claim.assessment?.amount }],
    },
  });
});
