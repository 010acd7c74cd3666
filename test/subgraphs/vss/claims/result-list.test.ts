import { expect, test } from 'vitest';
import { openStore } from '../../../../subgraphs/kit/store/open-store.ts';
import { decideClaim, type Verdict } from '../../../../subgraphs/vss/claims/decide/decide-claim.ts';
import { changeClaim } from '../../../../subgraphs/vss/claims/desk/change-claim.ts';
import { resolveClaim } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import { issueDueLists } from '../../../../subgraphs/vss/claims/list/issue-lists.ts';
import { payList } from '../../../../subgraphs/vss/claims/list/pay-list.ts';
import { resultLists, totalsOf } from '../../../../subgraphs/vss/claims/list/result-list.ts';
import { submitClaim } from '../../../../subgraphs/vss/claims/submit/submit-claim.ts';
import type { ClaimRecord } from '../../../../subgraphs/vss/collections.ts';
import { contribution, insured } from '../records.ts';
import { certificate, citizen, nothingFound, officer, openDesk, payer, sickWeek } from './open-desk.ts';

const asAssessed: Verdict = { kind: 'AS_ASSESSED' };
const nextDay = 24 * 3600;

/** A desk with claims that were decided today: `e1/3` is a claim of employer e1 on a salary of 3 × 9,600,000. */
async function decided(names: readonly string[], verdict: Verdict = asAssessed) {
  const store = await openStore({ uri: 'memory:' });
  const desk = await openDesk({ store });
  const { collections } = desk;
  const made: ClaimRecord[] = [];
  for (const name of names) {
    const [employerId = '', times = ''] = name.split('/');
    await collections.insuredPersons.insert(insured(name));
    await collections.contributions.insert(
      contribution(name, '2020-01-01', '2026-06-01', { salaryBase: 9_600_000 * Number(times) }),
    );
    desk.found = { ...nothingFound, papers: [certificate({ id: `paper-of-${name}` })] };
    const sender = { client: 'c', key: `key-${name}`, channel: 'EMPLOYER', employerId } as const;
    const sent = await submitClaim(collections, { ...sickWeek, claimantId: name }, sender, {
      mover: citizen,
      at: desk.now(),
    });
    if (sent.kind !== 'STORED') throw new Error(sent.kind);
    await resolveClaim(sent.claim.id, desk);
    const change = await changeClaim(collections.claims, sent.claim.id, (claim) => {
      const by = { kind: 'OFFICER', actor: 'one', office: 'office-1' } as const;
      const deciding = { mover: officer, by, at: desk.now(), version: claim.version };
      const done = decideClaim(claim, verdict, deciding);
      return typeof done === 'string' ? { answer: done } : { claim: done };
    });
    if (!change || !('claim' in change)) throw new Error('The claim was not decided.');
    made.push(change.claim);
  }
  const lists = await store.collection(resultLists);
  const all = () => lists.find({ index: 'byGroup', equals: ['office-1'], limit: 100 });
  return { desk, made, all, issue: () => issueDueLists(collections, desk.now) };
}

test('when its day is over, what was decided stands on one list for each employer, with totals to the đồng', async () => {
  const { desk, all, issue } = await decided(['e1/1', 'e1/3', 'e2/1']);
  await issue();
  expect(await all()).toEqual([]);
  desk.passSeconds(nextDay);
  await issue();
  const [first, second] = await all();
  // 9,600,000 × 75 % / 24 × 5 days, and three times as much.
  expect(first).toMatchObject({
    group: { employer: 'e1', decidedOn: '2026-06-10' },
    rows: [{ paidDays: 5 }, { paidDays: 5 }],
    totalAmount: 1_500_000 + 4_500_000,
  });
  expect(first && totalsOf(first)).toEqual([{ scheme: 'SICKNESS', claims: 2, amount: 6_000_000 }]);
  expect(second).toMatchObject({ group: { employer: 'e2' }, totalAmount: 1_500_000 });
});

test('machines that issue at once, and one that was broken off, list each order once', async () => {
  const { desk, made, all, issue } = await decided(['e1/1', 'e1/2', 'e1/3']);
  desk.passSeconds(nextDay);
  await Promise.all([issue(), issue(), issue()]);
  // Broken off: the list is there, and the claims do not know it.
  for (const { id, nextStep } of made) {
    await changeClaim(desk.collections.claims, id, (claim) => ({
      claim: nextStep ? { ...claim, nextStep } : claim,
    }));
  }
  await issue();
  const orders = (await all()).flatMap(({ rows }) => rows.map(({ orderNumber }) => orderNumber));
  expect(orders.toSorted()).toEqual(made.map(({ payments }) => payments[0]?.orderNumber).toSorted());
  expect((await desk.collections.claims.get(made[0]?.id ?? ''))?.nextStep).toBeUndefined();
});

test('a claim that stands on several lists is found on the last one, whatever their ids', async () => {
  const store = await openStore({ uri: 'memory:' });
  const lists = await store.collection(resultLists);
  const { all, desk, issue } = await decided(['e1/1']);
  desk.passSeconds(nextDay);
  await issue();
  const [list] = await all();
  if (!list) throw new Error('No list was issued.');
  for (const [id, day] of [
    ['b', '11'],
    ['a', '12'],
    ['c', '10'],
  ] as const) {
    await lists.insert({ ...list, id, issuedAt: `2026-06-${day}T00:00:00.000Z` });
  }
  const equals = [list.rows[0]?.claimId ?? ''];
  const found = await lists.find({ index: 'byClaim', equals, order: 'desc', limit: 3 });
  expect(found.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test('a refused claim stands on no list', async () => {
  const { desk, all, issue } = await decided(['e1/1'], { kind: 'REFUSE', reason: 'EXCLUDED_DRUG_USE' });
  desk.passSeconds(nextDay);
  await issue();
  expect(await all()).toEqual([]);
});

test('its payment closes each claim; what others pay, and one decided anew, are left', async () => {
  const { desk, made, all, issue } = await decided(['e1/1', 'e1/2', 'e1/3']);
  desk.passSeconds(nextDay);
  await issue();
  const [list] = await all();
  if (!list) throw new Error('No list was issued.');
  const { claims } = desk.collections;
  await changeClaim(claims, made[2]?.id ?? '', (claim) => ({ claim: { ...claim, state: 'ADJUSTED' } }));
  const paidOn = Temporal.PlainDate.from('2026-06-20');
  const pay = (citizen: string) =>
    payList(list, desk.collections, {
      paidOn,
      mover: payer,
      isForOthers: async ({ claimantId }) => claimantId === citizen,
      at: desk.now(),
    });
  expect(await pay('e1/1')).toEqual({ closed: 1, left: 2, paid: ['e1/2'] });
  expect(await pay('somebody')).toMatchObject({ closed: 2, left: 1 });
  expect(await pay('somebody')).toMatchObject({ closed: 2, left: 1 });
  const states = await Promise.all(made.map(async ({ id }) => (await claims.get(id))?.state));
  expect(states).toEqual(['CLOSED', 'CLOSED', 'ADJUSTED']);
});
