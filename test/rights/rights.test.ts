import { describe, expect, test } from 'vitest';
import {
  answerRequest,
  extendRequest,
  forwardRequest,
  isRestriction,
  isLate,
  receiveRequest,
  takeUpRequest,
  withdrawRequest,
  type RightsWish,
} from '../../gateway/rights/change-request.ts';
import type { RightsRequest } from '../../gateway/rights/rights-request.ts';
import {
  deadlinesOf,
  loadRightTerms,
  readRightTerms,
  rightKinds,
  termOf,
} from '../../gateway/rights/rights-terms.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';

const { register } = await loadPolicy();
const terms = await loadRightTerms(register);
/** A Friday, in Vietnam. */
const friday = Temporal.Instant.from('2026-07-17T02:00:00Z');
const party = { actor: 'a', client: 'vss-portal', role: 'CITIZEN' };
const officer = { actor: 'dpo', client: 'hub-audit', role: 'AUDITOR' };
const wish: RightsWish = {
  id: 'r1',
  kind: 'CORRECT',
  subject: 's1',
  requester: party,
  coordinate: 'Citizen.fullName',
  owners: ['population'],
  text: 'Sai chữ đệm',
};

function received(given: Partial<RightsWish> = {}): RightsRequest {
  const change = receiveRequest({ ...wish, ...given }, terms, friday);
  if (change.kind === 'refused') throw new Error(change.because);
  return change.request;
}
function takenUp(): RightsRequest {
  const change = takeUpRequest(received(), officer, friday);
  if (change.kind === 'refused') throw new Error(change.because);
  return change.request;
}
const because = (change: ReturnType<typeof takeUpRequest>) =>
  change.kind === 'refused' ? change.because : change.request.state;

describe('the clock of a request', () => {
  test('counts working days to take it up, over a week-end, and the days of its right to answer', () => {
    expect(received()).toMatchObject({ acknowledgeBy: '2026-07-21', answerBy: '2026-07-27' });
    expect(received({ kind: 'RESTRICT' }).answerBy).toBe('2026-08-01');
    expect(received({ kind: 'OBJECT' }).answerBy).toBe('2026-08-01');
    expect(received({ kind: 'VIEW' }).articles).toEqual(['law-91-2025-art-4', 'decree-356-2025-art-5']);
  });

  test.each([
    ['Lunar New Year', '2026-02-13T02:00:00Z', '2026-02-24'],
    ['the Hùng Kings’ day', '2026-04-24T02:00:00Z', '2026-04-29'],
    ['a Reunification Day and a Labour Day before a week-end', '2026-04-29T02:00:00Z', '2026-05-05'],
    ['a New Year', '2026-12-31T02:00:00Z', '2027-01-05'],
  ])('is not shortened by %s', (_holiday, at, acknowledgeBy) => {
    const change = receiveRequest(wish, terms, Temporal.Instant.from(at));
    expect(change).toMatchObject({ request: { acknowledgeBy } });
  });

  test('begins on the day in Vietnam', () => {
    const lateEvening = Temporal.Instant.from('2026-07-17T17:30:00Z');
    const change = receiveRequest(wish, terms, lateEvening);
    expect(change).toMatchObject({ request: { answerBy: '2026-07-28' } });
  });

  test('is longer once it was extended, from the day on which it came in, and only once', () => {
    const extended = extendRequest(takenUp(), 'Phải hỏi cơ quan chủ quản', terms);
    expect(extended).toMatchObject({
      request: { answerBy: '2026-08-01', extended: 'Phải hỏi cơ quan chủ quản' },
    });
    if (extended.kind === 'refused') throw new Error(extended.because);
    expect(because(extendRequest(extended.request, 'Lại', terms))).toBe('ALREADY_EXTENDED');
  });

  test('is over the day after the last, and stands still when it is answered', () => {
    const lastDay = Temporal.Instant.from('2026-07-27T16:59:59Z');
    const nextDay = Temporal.Instant.from('2026-07-27T17:00:00Z');
    expect([isLate(takenUp(), lastDay), isLate(takenUp(), nextDay)]).toEqual([false, true]);
    const answered = answerRequest(takenUp(), 'FULFILLED', 'Đã đính chính', officer, lastDay);
    expect(answered.kind === 'changed' && isLate(answered.request, nextDay.add({ hours: 999 }))).toBe(false);
  });

  test('does not run before the law gave the right', () => {
    expect(because(receiveRequest(wish, terms, Temporal.Instant.from('2025-12-31T16:59:59Z')))).toBe(
      'NOT_IN_FORCE',
    );
    expect(because(receiveRequest(wish, terms, Temporal.Instant.from('2025-12-31T17:00:00Z')))).toBe(
      'RECEIVED',
    );
  });
});

describe('a request', () => {
  test('for a correction goes to whoever owns the datum, every other to the officers of the hub', () => {
    expect(received().routedTo).toEqual(['population']);
    expect(received({ kind: 'OBJECT' }).routedTo).toEqual(['hub']);
  });

  test.each([
    ['without words', { text: ' 12 ' }, 'NO_TEXT'],
    ['with too many words', { text: 'a'.repeat(2_001) }, 'TEXT_TOO_LONG'],
    ['about an element that there is not', { coordinate: 'Citizen.nothing', owners: [] }, 'NO_SUCH_ELEMENT'],
    ['to correct nothing in particular', { coordinate: undefined, owners: [] }, 'ELEMENT_NEEDED'],
  ])('%s is not taken', (_what, given, reason) => {
    expect(because(receiveRequest({ ...wish, ...given }, terms, friday))).toBe(reason);
  });

  test('is answered by whoever took it up, with a reason in words', () => {
    expect(because(answerRequest(received(), 'FULFILLED', 'Xong', officer, friday))).toBe('NOT_TAKEN_UP');
    expect(because(answerRequest(takenUp(), 'REFUSED', ' ', officer, friday))).toBe('NO_TEXT');
    const answered = answerRequest(takenUp(), 'REFUSED', 'Giấy tờ đúng', officer, friday);
    expect(answered).toMatchObject({
      request: { state: 'REFUSED', answer: 'Giấy tờ đúng', officer, steps: { length: 3 } },
    });
  });

  test('that is closed stays closed', () => {
    const change = withdrawRequest(received(), party, friday);
    if (change.kind === 'refused') throw new Error(change.because);
    const { request } = change;
    expect([
      because(withdrawRequest(request, party, friday)),
      because(takeUpRequest(request, officer, friday)),
      because(extendRequest(request, 'Lý do', terms)),
      because(answerRequest(request, 'FULFILLED', 'Xong', officer, friday)),
    ]).toEqual(Array.from({ length: 4 }, () => 'ALREADY_CLOSED'));
    expect(because(takeUpRequest(takenUp(), officer, friday))).toBe('ALREADY_TAKEN_UP');
  });
});

describe('where a request waits', () => {
  test('is the agency that owns the datum, or the one office that whoever asks names', () => {
    expect(received().desks).toEqual(['population']);
    expect(received({ office: '79001' }).desks).toEqual(['population 79001']);
    expect(received({ kind: 'COMPLAIN', office: '79001' })).toMatchObject({ desks: ['hub'] });
    expect(because(receiveRequest({ ...wish, office: 'no office' }, terms, friday))).toBe('NO_SUCH_DESK');
  });

  test('changes when it is sent on, and neither does its clock begin anew nor is it taken up there', () => {
    const sent = forwardRequest(takenUp(), { agency: 'health', office: '79001' }, officer, friday);
    if (sent.kind === 'refused') throw new Error(sent.because);
    expect(sent.request).toMatchObject({
      state: 'RECEIVED',
      desks: ['health 79001'],
      dueBy: takenUp().acknowledgeBy,
      answerBy: takenUp().answerBy,
    });
    expect(sent.request.officer).toBeUndefined();
    const whole = forwardRequest(sent.request, { agency: 'vss' }, officer, friday);
    expect(whole.kind === 'changed' && [whole.request.desks, whole.request.office]).toEqual([
      ['vss'],
      undefined,
    ]);
    expect(because(forwardRequest(received(), { agency: 'nobody' }, officer, friday))).toBe('NO_SUCH_DESK');
  });

  test('is nowhere once it is closed: nothing is due any more', () => {
    expect([received().dueBy, takenUp().dueBy]).toEqual(['2026-07-21', '2026-07-27']);
    const closed = answerRequest(takenUp(), 'REFUSED', 'Giấy tờ đúng', officer, friday);
    expect(closed.kind === 'changed' && [closed.request.isOpen, closed.request.dueBy]).toEqual([
      false,
      undefined,
    ]);
  });
});

test('a restriction that was granted ends when whoever asked takes it back, and a correction that was made does not', () => {
  const granted = (kind: 'RESTRICT' | 'CORRECT') => {
    const up = takeUpRequest(received({ kind }), officer, friday);
    const done = up.kind === 'changed' && answerRequest(up.request, 'FULFILLED', 'Đồng ý', officer, friday);
    if (!done || done.kind === 'refused') throw new Error('not granted');
    return done.request;
  };
  expect([isRestriction(granted('RESTRICT')), isRestriction(granted('CORRECT'))]).toEqual([true, false]);
  expect(because(withdrawRequest(granted('RESTRICT'), party, friday))).toBe('WITHDRAWN');
  expect(because(withdrawRequest(granted('CORRECT'), party, friday))).toBe('ALREADY_CLOSED');
});

describe('the terms', () => {
  const row = (kind: string, given = '') =>
    `- {kind: ${kind}, from: 2026-01-01, acknowledgeDays: 2, answerDays: 10, extendedDays: 15, articles: [law-91-2025-art-4], verified: true${given}}\n`;
  const good = rightKinds.map((kind) => row(kind)).join('');

  test('are dated: a request is held against the row of its day', () => {
    const later = readRightTerms(
      good + row('VIEW').replace('2026-01-01', '2027-01-01').replace('answerDays: 10', 'answerDays: 5'),
      register,
    );
    const days = ['2026-12-31', '2027-01-01'].map((day) => {
      const term = termOf(later, 'VIEW', day);
      return term && deadlinesOf(term, day, false).answerBy;
    });
    expect(days).toEqual(['2027-01-10', '2027-01-06']);
  });

  test.each([
    ['a right without a term', good.replace(row('OBJECT'), '')],
    ['a right with two terms of one day', good + row('VIEW')],
    ['a right that is none', good.replace('COMPLAIN', 'FORGET')],
    ['an article that is none', good.replace('law-91-2025-art-4', 'law-0')],
    ['an extension that is shorter', good.replace('extendedDays: 15', 'extendedDays: 9')],
    ['days without an end', good.replace('answerDays: 10', 'answerDays: 1000')],
    ['a doubt about what is verified', good.replace('verified: true', 'verified: true, doubt: d')],
    ['an unknown key', good.replace('verified: true', 'verified: true, x: 1')],
    ['no list', 'x: 1'],
  ])('with %s are refused', (_what, yaml) => {
    expect(() => readRightTerms(yaml, register)).toThrow('gateway/rights/terms.yaml');
  });
});
