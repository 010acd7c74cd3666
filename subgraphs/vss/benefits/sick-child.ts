import { grant, refuse, type Assessment } from './assessment.ts';
import { yearsOn, type ChildAge } from './child-age.ts';
import { sicknessBase, type SalaryFacts } from './contribution-base.ts';
import { leaveBetween, totalDays, type LeaveDays } from './leave-days.ts';
import { inForce } from './parameters/dated.ts';
import type { OpenQuestion } from './parameters/open-questions.ts';
import { childDays, sicknessDivisor, sicknessPercent } from './parameters/sickness.ts';
import { shareAmongChildren } from './share-child-days.ts';
import { workingDaysOf, type DaySpan, type WorkCalendar } from '../../../schema/calendar/working-days.ts';

export interface SickChild {
  readonly age: ChildAge;
  /** Absent when it was ill for the whole leave. */
  readonly ill?: DaySpan | undefined;
  /** Days for this child in a year that this parent has used; the other parent has days of its own (Art. 44(2)). */
  readonly used: (year: number) => number;
}

/** A leave by its days, or by a count that the employer reports. */
export type ChildLeave =
  | {
      readonly spans: readonly DaySpan[];
      readonly calendar: WorkCalendar;
      readonly otherLeave: ReadonlySet<string>;
      readonly reliedOn: readonly OpenQuestion[];
    }
  | { readonly counted: LeaveDays };

export interface SickChildFacts {
  readonly on: Temporal.PlainDate;
  readonly children: readonly SickChild[];
  readonly leave: ChildLeave;
  readonly salary: SalaryFacts;
}

/** The benefit for the care of a sick child under seven (Law 41/2024/QH15 Art. 42(1)(e), 44, 45). */
export function assessSickChild(facts: SickChildFacts): Assessment {
  const { on, children, leave, salary } = facts;
  const starts = 'spans' in leave ? leave.spans.map(({ from }) => from) : [on];
  const young = children.some(({ age }) => starts.some((start) => daysForChild(age, start) > 0));
  if (!young) return refuse('CHILD_NOT_UNDER_7', { days: 0 });
  const asked =
    'spans' in leave ? leaveBetween(leave.spans, leave.calendar, leave.otherLeave) : leave.counted;
  if (totalDays(asked) === 0) {
    return refuse(asked.overlapping > 0 ? 'EXCLUDED_OVERLAP' : 'NO_WORKING_DAY', { days: 0 });
  }
  const days =
    'spans' in leave ? paidOfSpans(children, leave.spans, leave) : paidOfCount(children, leave.counted, on);
  if (days === 0) return refuse('ANNUAL_QUOTA_EXHAUSTED', { days: 0 });
  const rate = inForce(sicknessPercent, on);
  const divisor = inForce(sicknessDivisor, on);
  const line = {
    kind: 'SICK_CHILD' as const,
    base: sicknessBase(salary),
    ratePercent: rate.value,
    days,
    divisor: divisor.value,
    articles: [inForce(childDays, on).article, rate.article, divisor.article],
  };
  return grant([line], {
    days,
    reasons: [
      ...(days < totalDays(asked) ? (['ANNUAL_QUOTA_EXCEEDED_PARTIAL'] as const) : []),
      ...(asked.overlapping > 0 ? (['OVERLAP_PARTIAL'] as const) : []),
    ],
    reliedOn: 'spans' in leave ? leave.reliedOn : asked.reliedOn,
    workings: { payableDays: days, refusedDays: totalDays(asked) - days },
  });
}

/** Days a year for a child that has this age when the leave begins; none from seven on. */
function daysForChild(age: ChildAge, start: Temporal.PlainDate): number {
  const years = yearsOn(age, start);
  return inForce(childDays, start).value.find(({ underYears }) => years < underYears)?.days ?? 0;
}

function paidOfCount(children: readonly SickChild[], { years }: LeaveDays, on: Temporal.PlainDate): number {
  return years.reduce((sum, { year, days }) => {
    const left = children.map(({ age, used }) => Math.max(0, daysForChild(age, on) - used(year)));
    return (
      sum +
      Math.min(
        days,
        left.reduce((all, more) => all + more, 0),
      )
    );
  }, 0);
}

/**
 * Leave by leave and year by year: the age counts when a leave begins, the days in the year in which they fall, and
 * what an earlier leave took from a child is not there for the next.
 */
function paidOfSpans(
  children: readonly SickChild[],
  spans: readonly DaySpan[],
  { calendar, otherLeave }: { readonly calendar: WorkCalendar; readonly otherLeave: ReadonlySet<string> },
): number {
  const seen = new Set(otherLeave);
  const taken = new Map<string, number>();
  let paid = 0;
  for (const span of spans.toSorted((one, other) => Temporal.PlainDate.compare(one.from, other.from))) {
    const days = workingDaysOf(span, calendar).filter((day) => !seen.has(day.toString()));
    for (const day of days) seen.add(day.toString());
    for (const [year, inYear] of Map.groupBy(days, ({ year }) => year)) {
      const givers = children.map(({ age, ill, used }, child) => ({
        from: ill?.from.toString() ?? '',
        to: ill?.to.toString() ?? '9999-12-31',
        left: Math.max(0, daysForChild(age, span.from) - used(year) - (taken.get(`${child} ${year}`) ?? 0)),
      }));
      const given = shareAmongChildren(inYear.map(String), givers);
      for (const [child, more] of given.entries()) {
        taken.set(`${child} ${year}`, (taken.get(`${child} ${year}`) ?? 0) + more);
        paid += more;
      }
    }
  }
  return paid;
}
