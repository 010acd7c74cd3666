import { describe, expect, test } from 'vitest';
import { decideClaim } from '../../../../subgraphs/vss/claims/decide/decide-claim.ts';
import { payClaim } from '../../../../subgraphs/vss/claims/decide/pay-claim.ts';
import type { RecordableFact } from '../../../../subgraphs/vss/claims/record/officer-fact.ts';
import { takeBackFact } from '../../../../subgraphs/vss/claims/record/take-back-fact.ts';
import type { ClaimRecord } from '../../../../subgraphs/vss/collections.ts';
import { certificate, citizen, notice, officer, payer, type TestDesk } from './open-desk.ts';
import { by, change, deskWith, record, send } from './record-on-desk.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const reason = 'Ghi nhầm hồ sơ';
const iud = { kind: 'CONTRACEPTION', measure: 'IUD', prescribedDays: 7 } as const;
const handedOver = {
  kind: 'SURROGACY',
  claimant: 'SURROGATE',
  handedOverOn: '2026-03-20',
  surrogateHasRight: true,
} as const;
const maternity = { scheme: 'MATERNITY', leaveFrom: day('2026-03-01'), leaveTo: day('2026-08-31') } as const;

const takeBack = (desk: TestDesk, { id, version }: ClaimRecord, kind: RecordableFact) =>
  change(desk, id, (found) => takeBackFact(found, { kind, reason, version, ...by }, officer, desk.now()));

const decide = (desk: TestDesk, { id, version }: ClaimRecord) =>
  change(desk, id, (found) => {
    const deciding = { mover: officer, by: { kind: 'OFFICER', ...by }, at: desk.now(), version } as const;
    return decideClaim(found, { kind: 'AS_ASSESSED' }, deciding);
  });

describe('a fact that was recorded by mistake', () => {
  test('counts no more, stays in the file with the reason, and can be recorded rightly', async () => {
    const desk = await deskWith({});
    const sent = await send(desk, { ...maternity, event: 'CONTRACEPTION' });
    const mistaken = await record(desk, sent, { ...iud, measure: 'STERILISATION', prescribedDays: 15 });
    const bare = await takeBack(desk, mistaken, 'CONTRACEPTION');
    expect(bare).toMatchObject({
      state: 'VERIFYING',
      factsNeeded: ['CONTRACEPTION'],
      recordedFacts: [{ fact: { measure: 'STERILISATION' }, takenBack: { reason, ...by } }],
    });
    expect(bare.assessment).toBeUndefined();
    expect(bare.timeline.at(-1)).toMatchObject({
      note: 'Cán bộ đã rút lại thông tin ghi nhận nhầm',
      actor: 'office-1',
    });
    const right = await record(desk, bare, iud);
    // 9,600,000 / 30 × 7
    expect(right.assessment).toMatchObject({ amount: 2_240_000 });
    expect(right.recordedFacts).toHaveLength(2);
  });

  test('does not bring back an older one of its kind that it had replaced', async () => {
    const desk = await deskWith({});
    const sent = await send(desk, { ...maternity, event: 'CONTRACEPTION' });
    const twice = await record(desk, await record(desk, sent, iud), { ...iud, prescribedDays: 5 });
    expect(await takeBack(desk, twice, 'CONTRACEPTION')).toMatchObject({ factsNeeded: ['CONTRACEPTION'] });
  });

  test('leaves a claim the event that its claimant stated', async () => {
    const desk = await deskWith({ births: [notice()] });
    const sent = await send(desk, { ...maternity, event: 'BIRTH' });
    const mistaken = await record(desk, sent, handedOver);
    expect(mistaken).toMatchObject({ event: 'SURROGACY', assessment: { doubts: ['RECORDED_BY_OFFICER'] } });
    expect(await takeBack(desk, mistaken, 'SURROGACY')).toMatchObject({
      event: 'BIRTH',
      assessment: { amount: 6 * 9_600_000 + 4_680_000, doubts: [] },
    });
  });

  test('opens what was decided and paid on it, and what was too much is paid back', async () => {
    const desk = await deskWith({ papers: [certificate()] });
    const assessed = await record(desk, await send(desk, {}), { kind: 'ARMED_FORCES' });
    const decided = await decide(desk, assessed);
    const orderNumber = decided.payments[0]?.orderNumber ?? '';
    const paidOn = day('2026-06-10');
    const paid = await change(desk, decided.id, (found) =>
      payClaim(found, { orderNumber, paidOn }, payer, desk.now()),
    );
    expect(paid).toMatchObject({ state: 'CLOSED', decision: { amount: 2_000_000 } });
    const opened = await takeBack(desk, paid, 'ARMED_FORCES');
    expect(opened).toMatchObject({ state: 'ADJUSTED', assessment: { amount: 1_500_000 } });
    expect(await decide(desk, opened)).toMatchObject({
      decision: { amount: 1_500_000 },
      formerDecisions: [{ amount: 2_000_000 }],
      repayments: [{ amount: 500_000 }],
    });
  });
});

test('of several events that were recorded the latest that counts decides, whichever it is', async () => {
  const desk = await deskWith({ births: [notice()] });
  const first = await record(desk, await send(desk, maternity), iud);
  expect(first.event).toBe('CONTRACEPTION');
  const second = await record(desk, first, handedOver);
  expect(second.event).toBe('SURROGACY');
  const third = await record(desk, second, iud);
  expect(third.event).toBe('CONTRACEPTION');
  expect((await takeBack(desk, third, 'CONTRACEPTION')).event).toBe('SURROGACY');
});

test('nobody but an officer with the case takes a fact back, on the claim as it is, and one that counts', async () => {
  const desk = await deskWith({ papers: [certificate()] });
  const recorded = await record(desk, await send(desk, {}), { kind: 'ARMED_FORCES' });
  const { version } = recorded;
  const taking = { kind: 'ARMED_FORCES', reason, version, ...by } as const;
  const at = desk.now();
  expect(takeBackFact(recorded, taking, citizen, at)).toBe('NOT_YOURS_TO_MOVE');
  expect(takeBackFact(recorded, taking, payer, at)).toBe('NOT_YOURS_TO_MOVE');
  expect(takeBackFact({ ...recorded, version: version + 1 }, taking, officer, at)).toBe('CHANGED_SINCE');
  expect(takeBackFact(recorded, { ...taking, kind: 'SURROGACY' }, officer, at)).toBe('NO_SUCH_FACT');
  const taken = await takeBack(desk, recorded, 'ARMED_FORCES');
  expect(takeBackFact(taken, { ...taking, version: taken.version }, officer, at)).toBe('NO_SUCH_FACT');
  const { recordedFacts: _none, ...without } = recorded;
  expect(takeBackFact({ ...without, state: 'CLOSED' }, taking, officer, at)).toBe('NOT_FROM_THIS_STATE');
});
