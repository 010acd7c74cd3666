import { describe, expect, test } from 'vitest';
import { assessAfterMaternity } from '../../../../subgraphs/vss/benefits/convalescence.ts';
import { leaveBetween } from '../../../../subgraphs/vss/benefits/leave-days.ts';
import { lumpSumLine } from '../../../../subgraphs/vss/benefits/lump-sum.ts';
import { assumedCalendar } from '../../../../subgraphs/vss/benefits/parameters/holidays.ts';
import { assessPaternity } from '../../../../subgraphs/vss/benefits/paternity.ts';
import { assessVoluntaryMaternity } from '../../../../subgraphs/vss/benefits/voluntary-maternity.ts';
import { workingDaysOf } from '../../../../schema/calendar/working-days.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

test('who is granted all the days that were asked for is told of no limit', () => {
  const facts = {
    on: day('2026-05-11'),
    used: 0,
    daysSince: 5,
    children: 1,
    surgery: false,
    returnedEarly: false,
  };
  expect(assessAfterMaternity({ ...facts, granted: 5 }).reasons).toEqual([]);
  expect(assessAfterMaternity({ ...facts, granted: 6 }).reasons).toEqual(['PER_EVENT_CAP']);
});

describe('a father’s leave names an open question', () => {
  const relied = (given: { fetuses?: number; livingBefore?: number; loss?: boolean }) =>
    assessPaternity({
      birth: day('2026-07-10'),
      fetuses: 1,
      surgery: false,
      livingBefore: 0,
      loss: false,
      pieces: [{ start: day('2026-07-13'), days: 5 }],
      average: { total: 12_000_000, months: 1 },
      ...given,
    }).reliedOn;

  test('of a second birth that is multiple, and of no other birth', () => {
    expect(relied({ fetuses: 2, livingBefore: 1 })).toEqual(['SECOND_BIRTH_MULTIPLE']);
    expect(relied({ fetuses: 1, livingBefore: 1 })).toEqual([]);
    expect(relied({ fetuses: 2 })).toEqual([]);
    expect(relied({ fetuses: 2, livingBefore: 1, loss: true })).toEqual([]);
  });
});

test('a leave that turns the year is counted year by year, in their order', () => {
  const span = (from: string, to: string) => ({ from: day(from), to: day(to) });
  const spans = [span('2027-01-04', '2027-01-05'), span('2026-12-30', '2026-12-31')];
  const calendar = { weeklyRest: new Set([6, 7]), holidays: new Set<string>() };
  expect(leaveBetween(spans, calendar, new Set()).years).toEqual([
    { year: 2026, days: 2 },
    { year: 2027, days: 2 },
  ]);
  expect(workingDaysOf(span('2027-01-05', '2027-01-04'), calendar)).toEqual([]);
});

test('what is paid for a child is divided by nothing', () => {
  expect(lumpSumLine(day('2026-07-10'), 2).divisor).toBe(1);
  const volunteer = { childrenBorn: 1, fetuses: 0, voluntaryMonths: 6, compulsoryMonths: 0 };
  const { lines } = assessVoluntaryMaternity({
    ...volunteer,
    event: day('2026-07-10'),
    compulsoryRight: false,
    otherParentPaid: false,
  });
  expect(lines.map(({ divisor }) => divisor)).toEqual([1]);
});

test('the holidays of each year are days of rest, over the turn of a year too', () => {
  const workingDays = (from: string, to: string) => {
    const span = { from: day(from), to: day(to) };
    return workingDaysOf(span, assumedCalendar('WEEKLY_REST', span.from, span.to)).map(String);
  };
  expect(workingDays('2025-09-01', '2025-09-03')).toEqual(['2025-09-03']);
  expect(workingDays('2025-12-31', '2026-01-02')).toEqual(['2025-12-31', '2026-01-02']);
  expect(workingDays('2026-02-16', '2026-02-21')).toEqual(['2026-02-21']);
  expect(workingDays('2026-12-31', '2027-01-02')).toEqual(['2026-12-31', '2027-01-02']);
});
