import { describe, expect, test } from 'vitest';
import { decideClaim } from '../../../../subgraphs/vss/claims/decide/decide-claim.ts';
import {
  readRecord,
  type FactInput,
  type FactPaperInput,
} from '../../../../subgraphs/vss/claims/record/read-fact-input.ts';
import { recordFact } from '../../../../subgraphs/vss/claims/record/record-fact.ts';
import { claim, insured } from '../records.ts';
import { certificate, citizen, nothingFound, notice, officer } from './open-desk.ts';
import { by, deskWith, paper, record, send } from './record-on-desk.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

const maternity = { scheme: 'MATERNITY', leaveFrom: day('2026-03-01'), leaveTo: day('2026-08-31') } as const;

describe('what no agency shares is recorded by an officer, and the same rules assess it', () => {
  test('contraception: days as prescribed, up to the most of the law', async () => {
    const desk = await deskWith({});
    const leave = { leaveFrom: day('2026-06-01'), leaveTo: day('2026-06-20') };
    const sent = await send(desk, { scheme: 'MATERNITY', event: 'CONTRACEPTION', ...leave });
    expect(sent).toMatchObject({ state: 'VERIFYING', factsNeeded: ['CONTRACEPTION'] });
    const told = await record(desk, sent, { kind: 'CONTRACEPTION', measure: 'IUD', prescribedDays: 9 });
    // 9,600,000 / 30 × 7
    expect(told.assessment).toMatchObject({
      amount: 2_240_000,
      reasons: ['PER_EVENT_CAP'],
      doubts: ['RECORDED_BY_OFFICER'],
    });
    expect(told.factsNeeded).toBeUndefined();
    expect(told.recordedFacts).toMatchObject([{ paper, office: 'office-1', actor: 'one' }]);
  });

  test('nothing is assessed while an agency is away that might say otherwise', async () => {
    const desk = await deskWith({});
    const sent = await send(desk, { scheme: 'MATERNITY', event: 'CONTRACEPTION' });
    desk.found = { ...nothingFound, away: ['PERSON'] };
    const told = await record(desk, sent, { kind: 'CONTRACEPTION', measure: 'IUD', prescribedDays: 9 });
    expect(told).toMatchObject({ state: 'WAITING_DATA', nextStep: { kind: 'RESOLVE' } });
    expect(told.assessment).toBeUndefined();
  });

  test('surrogacy: for either mother, by the day of the handover', async () => {
    const births = [notice({ isSurrogate: true })];
    const desk = await deskWith({ births });
    const sent = await send(desk, { ...maternity, event: 'BIRTH' });
    expect(sent).toMatchObject({ state: 'VERIFYING', factsNeeded: ['SURROGACY'] });
    const handedOver = { kind: 'SURROGACY', handedOverOn: '2026-03-20', surrogateHasRight: true } as const;
    const surrogate = await record(desk, sent, { ...handedOver, claimant: 'SURROGATE' });
    // Sixty days at least: 9,600,000 / 30 × 60, and two reference levels.
    expect(surrogate).toMatchObject({ event: 'SURROGACY', assessment: { amount: 19_200_000 + 4_680_000 } });
    const commissioning = await record(desk, surrogate, { ...handedOver, claimant: 'COMMISSIONING' });
    // From 20 March to 31 August: five months and twelve days.
    expect(commissioning.assessment).toMatchObject({ amount: 5 * 9_600_000 + 12 * 320_000 });
  });

  test('a mother who is gone: who has the child takes the rest of her leave', async () => {
    const desk = await deskWith({ births: [notice({ childId: 'child' })] });
    const leave = { leaveFrom: day('2026-05-02'), leaveTo: day('2026-08-31'), childId: 'child' };
    const sent = await send(desk, { scheme: 'MATERNITY', ...leave });
    const gone = {
      kind: 'MOTHER_GONE',
      on: '2026-05-01',
      leaveFrom: '2026-03-01',
      claimant: 'FATHER',
    } as const;
    const without = await record(desk, sent, { ...gone, motherMonths: 5 });
    // From 2 May until the child is six months old, three months and thirty days; the lump sum is his.
    const rest = 3 * 9_600_000 + 30 * 320_000;
    expect(without.assessment).toMatchObject({ amount: rest + 4_680_000 });
    const withRight = await record(desk, without, { ...gone, motherMonths: 6 });
    expect(withRight.assessment).toMatchObject({ amount: rest, reliedOn: ['MOTHERS_REMAINING_LEAVE'] });
  });

  test('a mother without a right: the lump sum is the father’s, beside his days or without them', async () => {
    const desk = await deskWith({ births: [notice({ childId: 'child' })] });
    const leave = { leaveFrom: day('2026-03-09'), leaveTo: day('2026-03-13'), childId: 'child' };
    const sent = await send(desk, { scheme: 'MATERNITY', event: 'PATERNITY', ...leave });
    expect(sent.assessment).toMatchObject({ amount: 2_000_000 });
    const lumpSum = await record(desk, sent, { kind: 'MOTHER_MONTHS', months: 5 });
    expect(lumpSum.assessment).toMatchObject({ amount: 2_000_000 + 4_680_000 });
    const hers = await record(desk, lumpSum, { kind: 'MOTHER_MONTHS', months: 6 });
    expect(hers.assessment).toMatchObject({ amount: 2_000_000 });

    const late = await deskWith({ births: [notice({ childId: 'child' })] });
    const after = { leaveFrom: day('2026-05-04'), leaveTo: day('2026-05-08'), childId: 'child' };
    const tooLate = await send(late, { scheme: 'MATERNITY', event: 'PATERNITY', ...after });
    expect(tooLate.assessment).toMatchObject({ outcome: 'REFUSED', reasons: ['OUTSIDE_60_DAYS'] });
    expect((await record(late, tooLate, { kind: 'MOTHER_MONTHS', months: 0 })).assessment).toMatchObject({
      amount: 4_680_000,
      reasons: ['OUTSIDE_60_DAYS'],
    });
  });

  test('infertility and an early return change what a birth gives', async () => {
    const desk = await deskWith({ births: [notice()] });
    const sent = await send(desk, { ...maternity, event: 'BIRTH' });
    const back = await record(desk, sent, { kind: 'EARLY_RETURN', on: '2026-05-15' });
    expect(back.assessment).toMatchObject({
      amount: 2 * 9_600_000 + 4_680_000,
      reasons: ['RETURNED_BEFORE_4_MONTHS'],
    });
    const treated = await record(desk, back, { kind: 'INFERTILITY_TREATED' });
    expect(treated.assessment?.facts).toMatchObject({ infertility: true, returnedAfterMonths: 2 });
  });

  test('armed forces are paid in full', async () => {
    const desk = await deskWith({ papers: [certificate()] });
    const told = await record(desk, await send(desk, {}), { kind: 'ARMED_FORCES' });
    expect(told.assessment).toMatchObject({ amount: 5 * 400_000 });
  });

  test('a convalescence after a leave that only paper shows', async () => {
    const desk = await deskWith({});
    const leave = { leaveFrom: day('2026-06-01'), leaveTo: day('2026-06-05') };
    const sent = await send(desk, { scheme: 'CONVALESCENCE', ...leave });
    expect(sent).toMatchObject({ state: 'VERIFYING', factsNeeded: ['EARLIER_LEAVE'] });
    const earlier = {
      kind: 'EARLIER_LEAVE',
      endedOn: '2026-05-20',
      sickDaysInYear: 31,
      children: 1,
    } as const;
    const told = await record(desk, sent, { ...earlier, of: 'SICKNESS', last: 'OTHER' });
    expect(told.assessment).toMatchObject({ amount: 5 * 702_000 });
    const afterBirth = await record(desk, told, { ...earlier, of: 'MATERNITY', last: 'SURGERY' });
    const early = await record(desk, afterBirth, { kind: 'EARLY_RETURN', on: '2026-05-01' });
    expect(early.assessment).toMatchObject({ outcome: 'REFUSED', reasons: ['RETURNED_EARLY'] });
  });
});

test('who never contributed to compulsory insurance is refused by the rules, and waits for nobody', async () => {
  const desk = await deskWith({ papers: [certificate()] });
  await desk.collections.insuredPersons.insert(insured('volunteer'));
  const sent = await send(desk, { claimantId: 'volunteer' });
  expect(sent.assessment).toMatchObject({ outcome: 'REFUSED', reasons: ['NOT_INSURED'] });
});

test('an officer can refuse a claim for which nothing was recorded, and grant none of them', async () => {
  const desk = await deskWith({});
  const sent = await send(desk, { scheme: 'MATERNITY', event: 'CONTRACEPTION' });
  const deciding = {
    mover: officer,
    by: { kind: 'OFFICER', ...by },
    at: desk.now(),
    version: sent.version,
  } as const;
  expect(decideClaim(sent, { kind: 'AS_ASSESSED' }, deciding)).toBe('NOT_ASSESSED');
  expect(decideClaim(sent, { kind: 'REFUSE', reason: 'NOTHING_LEFT' }, deciding)).toMatchObject({
    state: 'DECIDED',
    decision: { outcome: 'REFUSED', amount: 0 },
  });
});

describe('nothing is recorded', () => {
  const verifying = claim('c1', 'mother', { state: 'VERIFYING', scheme: 'SICKNESS', version: 3 });
  const stated = new Set<string>();
  const recording = (kind: 'ARMED_FORCES' | 'INFERTILITY_TREATED', version: number) => ({
    record: { fact: { kind }, paper, ...by },
    version,
    stated,
  });
  const at = Temporal.Instant.from('2026-06-10T02:00:00Z');

  test('by who is no officer with the case', () => {
    expect(recordFact(verifying, recording('ARMED_FORCES', 3), citizen, at)).toBe('NOT_YOURS_TO_MOVE');
    const closed = { ...verifying, state: 'CLOSED' } as const;
    expect(recordFact(closed, recording('ARMED_FORCES', 3), officer, at)).toBe('NOT_FROM_THIS_STATE');
  });

  test('of another event than the claim states', () => {
    const ofBirth = { ...verifying, scheme: 'MATERNITY', statedEvent: 'BIRTH' } as const;
    const fact = { kind: 'CONTRACEPTION', measure: 'IUD', prescribedDays: 7 } as const;
    const recorded = { record: { fact, paper, ...by }, version: 3, stated };
    expect(recordFact(ofBirth, recorded, officer, at)).toBe('NOT_OF_THIS_SCHEME');
    const { statedEvent: _stated, ...notStated } = ofBirth;
    expect(recordFact(notStated, recorded, officer, at)).toMatchObject({ recordedFacts: [{ fact }] });
  });

  test('on a claim that has changed since, or that no rule asks it for', () => {
    expect(recordFact(verifying, recording('ARMED_FORCES', 2), officer, at)).toBe('CHANGED_SINCE');
    expect(recordFact(verifying, recording('INFERTILITY_TREATED', 3), officer, at)).toBe(
      'NOT_OF_THIS_SCHEME',
    );
  });

  test('of a fourth number of one child; a number that was stated before is none', () => {
    const ofChild = { ...verifying, childId: 'child' };
    const tried = new Set(['PERSONAL_NUMBER 001224000001', 'PASSPORT 001224000001', 'PASSPORT C1234567']);
    const record = (number: string) => {
      const fact = { kind: 'KINSHIP', child: { kind: 'PASSPORT', number, proof: 'p' } } as const;
      const recorded = { record: { fact, paper, ...by }, version: 3, stated: tried };
      return recordFact(ofChild, recorded, officer, at);
    };
    expect(record('C7654321')).toBe('TOO_MANY_NUMBERS');
    expect(record('C1234567')).toHaveProperty('recordedFacts');
  });

  const today = day('2026-06-10');
  const given = { kind: 'MEDICAL_PAPER', number: '1', issuedOn: today } as const;
  const gone = { on: today, leaveFrom: today, claimant: 'FATHER', motherMonths: 12 } as const;
  const earlier = {
    of: 'SICKNESS',
    endedOn: today,
    sickDaysInYear: 366,
    last: 'OTHER',
    children: 10,
  } as const;

  test.each<FactInput>([
    { contraception: { measure: 'IUD', prescribedDays: 60 } },
    { contraception: { measure: 'IUD', prescribedDays: 1 } },
    { motherMonths: 0 },
    { motherMonths: 12 },
    { motherGone: gone },
    { motherGone: { ...gone, motherMonths: 0 } },
    { earlierLeave: earlier },
    { earlierLeave: { ...earlier, sickDaysInYear: 0, children: 1 } },
  ])('beyond bounds, and everything up to them: %j', (fact) => {
    expect(readRecord(fact, given, today)).toMatchObject({ paper: { issuedOn: '2026-06-10' } });
  });

  test.each<[FactInput, Partial<FactPaperInput>, string]>([
    [{}, {}, 'NOT_ONE_FACT'],
    [{ armedForces: false }, {}, 'NOT_ONE_FACT'],
    [{ armedForces: true, infertilityTreated: true }, {}, 'NOT_ONE_FACT'],
    [{ armedForces: true }, { issuedOn: day('2026-06-11') }, 'PAPER_NOT_YET_ISSUED'],
    [{ armedForces: true }, { number: '' }, 'PAPER_NUMBER'],
    [{ armedForces: true }, { number: 'a\nb' }, 'PAPER_NUMBER'],
    [{ contraception: { measure: 'IUD', prescribedDays: 0 } }, {}, 'PRESCRIBED_DAYS'],
    [{ contraception: { measure: 'IUD', prescribedDays: 61 } }, {}, 'PRESCRIBED_DAYS'],
    [{ motherMonths: -1 }, {}, 'MOTHER_MONTHS'],
    [{ motherMonths: 13 }, {}, 'MOTHER_MONTHS'],
    [{ motherGone: { ...gone, motherMonths: -1 } }, {}, 'MOTHER_MONTHS'],
    [{ motherGone: { ...gone, motherMonths: 13 } }, {}, 'MOTHER_MONTHS'],
    [{ earlierLeave: { ...earlier, sickDaysInYear: 367 } }, {}, 'SICK_DAYS_IN_YEAR'],
    [{ earlierLeave: { ...earlier, children: 0 } }, {}, 'CHILDREN_OF_BIRTH'],
    [{ earlierLeave: { ...earlier, children: 11 } }, {}, 'CHILDREN_OF_BIRTH'],
  ])('that is not one fact with its paper: %j', (fact, changed, fault) => {
    expect(readRecord(fact, { ...given, ...changed }, today)).toBe(fault);
  });
});

test.each(['ATTESTED', 'REPRESENTATIVE'] as const)(
  'what is doubted about a child is doubted of what an officer recorded too: %s',
  async (kinship) => {
    const desk = await deskWith({ births: [notice()], child: { bornOn: '2026-03-01' } });
    desk.kinship = kinship;
    const sent = await send(desk, { ...maternity, event: 'BIRTH', childId: 'child' });
    const told = await record(desk, sent, {
      kind: 'MOTHER_GONE',
      on: '2026-04-01',
      leaveFrom: '2026-03-01',
      claimant: 'MOTHER',
      motherMonths: 12,
    });
    expect(told.assessment?.doubts).toEqual(['FAMILY_RELATION_NOT_PROVEN', 'RECORDED_BY_OFFICER']);
  },
);
