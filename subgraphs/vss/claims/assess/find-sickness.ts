import type { BenefitEvent } from '../../collections.ts';
import { recorded, type ClaimBasis, type Finding } from './claim-basis.ts';
import { coveredSpans, doubtsAboutLeave, judgeLeavePapers, overlapsOf, weeklyRestOf } from './leave-facts.ts';
import { contributedSalaries, contributionAt, wasInsured } from './own-records.ts';
import { doubtsAboutChild, doubtsAboutClaimant } from './people-facts.ts';
import { sickDaysUsed } from './sick-days-used.ts';

/** The facts of a claim for one's own sickness, or that of a child under seven (Law 41/2024/QH15 Art. 42 to 45). */
export function findSickness(basis: ClaimBasis): Finding {
  const { asked, own, gathered } = basis;
  const { usable, evidence } = judgeLeavePapers(basis);
  const childBorn = gathered.child?.bornOn;
  const ofChild = asked.childId !== undefined;
  if (usable.length === 0 || gathered.away.length > 0 || (ofChild && childBorn === undefined)) {
    return { kind: 'WAITS', evidence };
  }
  const spans = coveredSpans(asked, usable);
  const salary = salaryBefore(basis);
  const first = spans[0];
  if (first === undefined) return { kind: 'WAITS', evidence };
  const isLongTerm = usable.some(({ isListedLongTermDisease }) => isListedLongTermDisease);
  const { otherLeave, doubts } = overlapsOf(asked, own);
  const found = {
    kind: 'FACTS',
    relied: usable,
    evidence,
    doubts: [
      ...doubtsAboutLeave(asked, spans, usable),
      ...doubts,
      ...doubtsAboutClaimant(basis),
      ...doubtsAboutChild(basis),
    ],
  } as const;
  if (salary === undefined || !wasInsured(own, first.from)) {
    return { ...found, event: 'OWN_ILLNESS', facts: { kind: 'NOT_INSURED' } };
  }
  const leave = { spans, otherLeave, salary, ...weeklyRestOf(asked) };
  if (childBorn !== undefined && ofChild) {
    const event: BenefitEvent = 'CHILD_ILLNESS';
    const used = sickDaysUsed(own, asked, 'CHILD');
    return { ...found, event, facts: { kind: 'SICK_CHILD', childBorn, used, ...leave } };
  }
  const months = contributedSalaries(
    own.contributions,
    'COMPULSORY',
    monthOf(first.from).subtract({ months: 1 }),
  );
  return {
    ...found,
    event: isLongTerm ? 'LONG_TERM_ILLNESS' : 'OWN_ILLNESS',
    facts: {
      kind: 'SICKNESS',
      longTermDisease: isLongTerm,
      ...(recorded(basis, 'ARMED_FORCES') && { armedForces: true }),
      surgery: usable.some(({ hadSurgery }) => hadSurgery),
      contributionYears: months.length / 12,
      conditions: contributionAt(own.contributions, first.from)?.workingConditions ?? 'NORMAL',
      used: sickDaysUsed(own, asked, 'OWN'),
      ...leave,
    },
  };
}

/**
 * The salary of the month before the leave, or that of the month itself for who has just begun or come back (Art. 45(1)).
 */
function salaryBefore({ asked, own }: ClaimBasis): { month: string; base: number } | undefined {
  const month = monthOf(asked.leaveFrom);
  const salaries = contributedSalaries(own.contributions, 'COMPULSORY', month);
  const before = month.subtract({ months: 1 }).toString();
  const nearest =
    salaries.findLast((salary) => salary.month === before) ??
    salaries.findLast((salary) => salary.month === month.toString()) ??
    salaries.at(-1);
  return nearest && { month: nearest.month, base: nearest.amount };
}

function monthOf(day: string): Temporal.PlainYearMonth {
  return Temporal.PlainYearMonth.from(day.slice(0, 7));
}
