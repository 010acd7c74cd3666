import { refuse, type Assessment } from '../../benefits/assessment.ts';
import { assessBirth } from '../../benefits/birth.ts';
import { assessAfterMaternity, assessAfterSickness } from '../../benefits/convalescence.ts';
import { leaveBetween } from '../../benefits/leave-days.ts';
import { withFathersLumpSum } from '../../benefits/lump-sum.ts';
import { assessPrenatalVisit } from '../../benefits/maternity-days.ts';
import { assumedCalendar, calendarWith } from '../../benefits/parameters/holidays.ts';
import { openQuestions } from '../../benefits/parameters/open-questions.ts';
import { assessPaternity } from '../../benefits/paternity.ts';
import { assessPregnancyLoss } from '../../benefits/pregnancy-loss.ts';
import { assessAdoption } from '../../benefits/received-child.ts';
import { assessSickChild } from '../../benefits/sick-child.ts';
import { assessSickness } from '../../benefits/sickness.ts';
import { assessVoluntaryMaternity } from '../../benefits/voluntary-maternity.ts';
import { workingDaysOf, type DaySpan, type WorkCalendar } from '../../../../schema/calendar/working-days.ts';
import { applyRecordedRules } from './apply-recorded-rules.ts';
import { isPaidOnce } from './paid-once.ts';
import type { PaternityRuleFacts, RuleFacts, SickChildRuleFacts, SicknessRuleFacts } from './rule-facts.ts';
import { averageOf, contributionsOf } from './salaries-as-base.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const month = (text: string) => Temporal.PlainYearMonth.from(text);

/**
 * What the law of the day of the event gives for facts. It looks at nothing else: no clock, no store.
 *
 * @throws NotInForceError for an event that an older law decides
 */
export function applyRules(facts: RuleFacts): Assessment {
  const assessment = isPaidOnce(facts) && facts.paidBefore ? refuse('PAID_BEFORE') : assess(facts);
  return isCountedByAssumption(facts)
    ? { ...assessment, reliedOn: [...assessment.reliedOn, 'WEEKLY_REST'] }
    : assessment;
}

/** Whether days were counted as working days although nobody said on which days the employer rests. */
function isCountedByAssumption(facts: RuleFacts): boolean {
  switch (facts.kind) {
    case 'SICKNESS':
    case 'SICK_CHILD':
    case 'PATERNITY':
    case 'PRENATAL_VISIT':
      return facts.weeklyRest === undefined;
    default:
      return false;
  }
}

function assessFather(facts: PaternityRuleFacts): Assessment {
  const { birth, children, motherMonths, daysPaid, lumpSumPaid } = facts;
  const leave = assessPaternity({
    birth: day(birth),
    fetuses: children,
    surgery: facts.hardBirth,
    livingBefore: facts.livingBefore,
    loss: false,
    pieces: [{ start: day(facts.from), days: workingDaysOf(spanOf(facts), calendarOf(facts)).length }],
    average: averageOf(facts.salaries, birth),
    daysPaid,
  });
  if (motherMonths === undefined || lumpSumPaid) return leave;
  const father = contributionsOf(facts.salaries);
  return withFathersLumpSum(leave, { birth: day(birth), children, mother: { in12: motherMonths }, father });
}

function assess(facts: RuleFacts): Assessment {
  switch (facts.kind) {
    case 'SICKNESS':
      return assessSickness({
        on: day(firstDay(facts)),
        armedForces: facts.armedForces ?? false,
        longTermDisease: facts.longTermDisease,
        contributionYears: facts.contributionYears,
        conditions: facts.conditions,
        leave: leaveOf(facts),
        ...quotaOf(facts),
      });
    case 'SICK_CHILD': {
      const { used, salary } = quotaOf(facts);
      return assessSickChild({
        on: day(firstDay(facts)),
        children: [{ age: { born: day(facts.childBorn) }, used }],
        leave: {
          spans: facts.spans.map(spanOf),
          calendar: calendarOf(wholeOf(facts)),
          otherLeave: new Set(facts.otherLeave),
          reliedOn: [],
        },
        salary,
      });
    }
    case 'BIRTH':
      return assessBirth({
        ...facts,
        birth: day(facts.birth),
        fetuses: facts.children,
        infertility: facts.infertility ?? false,
        average: averageOf(facts.salaries, facts.birth),
        contributions: contributionsOf(facts.salaries),
      });
    case 'PATERNITY':
      return assessFather(facts);
    case 'PREGNANCY_LOSS':
      return assessPregnancyLoss({
        ...facts,
        on: day(facts.on),
        fetuses: 1,
        infertility: facts.infertility ?? false,
        average: averageOf(facts.salaries, facts.on),
        contributions: contributionsOf(facts.salaries),
      });
    case 'PRENATAL_VISIT':
      return assessPrenatalVisit({
        on: day(facts.from),
        days: workingDaysOf(spanOf(facts), calendarOf(facts)).length,
        visit: facts.visit,
        average: averageOf(facts.salaries, facts.from),
      });
    case 'ADOPTION':
      return assessAdoption({
        childBorn: day(facts.childBorn),
        received: day(facts.received),
        children: 1,
        takesLeave: true,
        otherParentPaid: facts.otherParentPaid,
        endConvention: openQuestions.ADOPTION_END.answer,
        average: averageOf(facts.salaries, facts.received),
        contributions: contributionsOf(facts.salaries),
      });
    case 'VOLUNTARY_MATERNITY':
      return assessVoluntaryMaternity({
        ...facts,
        event: day(facts.birth),
        childrenBorn: facts.children,
        fetuses: 0,
      });
    case 'RECOVERY_AFTER_SICKNESS':
      return assessAfterSickness({ ...facts, on: day(facts.on) });
    case 'RECOVERY_AFTER_MATERNITY':
      return assessAfterMaternity({
        ...facts,
        on: day(facts.on),
        returnedEarly: facts.returnedEarly ?? false,
      });
    case 'NOT_INSURED':
      return refuse('NOT_INSURED', { days: 0 });
    default:
      return applyRecordedRules(facts);
  }
}

interface Days {
  readonly from: string;
  readonly to: string;
}

interface CalendarDays extends Days {
  readonly weeklyRest?: readonly number[];
}

function spanOf({ from, to }: Days): DaySpan {
  return { from: day(from), to: day(to) };
}

function calendarOf({ from, to, weeklyRest }: CalendarDays): WorkCalendar {
  return weeklyRest === undefined
    ? assumedCalendar('WEEKLY_REST', day(from), day(to))
    : calendarWith(weeklyRest, day(from), day(to));
}

/** From the first day of a leave to its last. */
function wholeOf(facts: SicknessRuleFacts | SickChildRuleFacts): CalendarDays {
  const from = firstDay(facts);
  const { weeklyRest } = facts;
  return { from, to: facts.spans.at(-1)?.to ?? from, ...(weeklyRest && { weeklyRest }) };
}

function firstDay({ spans: [first] }: SicknessRuleFacts | SickChildRuleFacts): string {
  if (first === undefined) throw new RangeError('A leave has one span at least.');
  return first.from;
}

function leaveOf(facts: SicknessRuleFacts) {
  return leaveBetween(facts.spans.map(spanOf), calendarOf(wholeOf(facts)), new Set(facts.otherLeave));
}

function quotaOf({ used, salary }: SicknessRuleFacts | SickChildRuleFacts) {
  return {
    used: (year: number) => used[year] ?? 0,
    salary: { month: month(salary.month), base: salary.base },
  };
}
