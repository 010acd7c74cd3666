import { expect, test } from 'vitest';
import { resolveClaim } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import { day, decide, deskOfParents } from './desk-of-parents.ts';
import { nothingFound, notice, submitted, type TestDesk } from './open-desk.ts';
import { contribution } from '../records.ts';

/** A desk at which a father whom the register names is paid without an officer. */
async function deskOfFather(decidesPlainCases = true): Promise<TestDesk> {
  const desk = await deskOfParents({ decidesPlainCases });
  await desk.collections.contributions.insert(contribution('parent-2', '2024-01-01', '2024-12-01'));
  const entry = notice({ type: 'BirthRegistration', id: 'entry', bornOn: '2026-04-01', childId: 'child' });
  const ofBirth = notice({ bornOn: '2026-04-01', childId: 'child', registered: 'MATCH' });
  desk.found = { ...nothingFound, births: [ofBirth, entry], claimant: { isFemale: false } };
  return desk;
}

/** Days of a week in April 2026 that begin on a Monday. */
async function file(desk: TestDesk, from: string, to: string): Promise<string> {
  const given = { scheme: 'MATERNITY', event: 'PATERNITY', claimantId: 'parent-2' } as const;
  const days = { leaveFrom: day(from), leaveTo: day(to) };
  return submitted(desk, { ...given, ...days, weeklyRest: [6, 7] }, `key-${from}`);
}

test('a father has his days once, however many claims he makes of them', async () => {
  const desk = await deskOfFather();
  expect(await resolveClaim(await file(desk, '2026-04-06', '2026-04-08'), desk)).toMatchObject({
    state: 'DECIDED',
    decision: { paidDays: 3, outcome: 'APPROVED' },
  });
  const second = await file(desk, '2026-04-13', '2026-04-17');
  expect(await resolveClaim(second, desk)).toMatchObject({
    state: 'VERIFYING',
    assessment: { paidDays: 2, outcome: 'PARTIAL', reasons: ['PER_EVENT_CAP'] },
  });
  expect(await decide(desk, second)).toMatchObject({ claim: { decision: { paidDays: 2 } } });
  expect(await resolveClaim(await file(desk, '2026-04-20', '2026-04-24'), desk)).toMatchObject({
    state: 'VERIFYING',
    assessment: { amount: 0, reasons: ['PAID_BEFORE'] },
  });
});

test('days that are claimed at the same time are decided by an officer, who is told, and each once', async () => {
  const desk = await deskOfFather();
  const [one, other] = [
    await file(desk, '2026-04-06', '2026-04-10'),
    await file(desk, '2026-04-13', '2026-04-17'),
  ];
  const looked = await Promise.all([resolveClaim(one, desk), resolveClaim(other, desk)]);
  for (const claim of looked) {
    expect(claim).toMatchObject({ state: 'VERIFYING', assessment: { doubts: ['OTHER_CLAIM_OVERLAPS'] } });
  }
  expect(await decide(desk, other)).toMatchObject({ claim: { decision: { paidDays: 5 } } });
  expect(await decide(desk, one)).toMatchObject({ because: 'NOT_ASSESSED' });
  expect(await resolveClaim(one, desk)).toMatchObject({ assessment: { reasons: ['PAID_BEFORE'] } });
});
