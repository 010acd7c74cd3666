import { grant, refuse, type Assessment } from './assessment.ts';
import type { MonthlyBase } from './line.ts';
import { averageLine } from './maternity-days.ts';
import { inForce } from './parameters/dated.ts';
import { fatherLeave, secondChildFrom, type FatherLeave } from './parameters/maternity.ts';
import type { OpenQuestion } from './parameters/open-questions.ts';
import type { ReasonCode } from './reasons/reasons.ts';

/** Working days off that begin on a day. A father may take his leave in several pieces. */
export interface LeavePiece {
  readonly start: Temporal.PlainDate;
  readonly days: number;
}

export interface PaternityFacts {
  readonly birth: Temporal.PlainDate;
  /** Children and fetuses of this birth, also those that died (Law 41/2024/QH15 Art. 53(4)). */
  readonly fetuses: number;
  readonly surgery: boolean;
  readonly weeks?: number | undefined;
  /** Living biological children of the mother when this one was born. */
  readonly livingBefore: number;
  /** The loss of a pregnancy that is as a birth: no second child (Decree 168/2026/ND-CP Art. 2). */
  readonly loss: boolean;
  readonly pieces: readonly LeavePiece[];
  readonly average: MonthlyBase;
  /** Days that were paid for the same birth before. */
  readonly daysPaid?: number | undefined;
}

/** The leave of a father, for which no months of contributions are asked (Law 41/2024/QH15 Art. 53(2),(3)). */
export function assessPaternity(facts: PaternityFacts): Assessment {
  const { birth, pieces, average, daysPaid = 0 } = facts;
  const { value: rule, article } = inForce(fatherLeave, birth);
  const last = birth.add({ days: rule.withinDays });
  const compare = Temporal.PlainDate.compare;
  const within = pieces.filter(({ start }) => compare(birth, start) <= 0 && compare(start, last) <= 0);
  if (within.length === 0) return refuse('OUTSIDE_60_DAYS', { days: 0 });
  const asked = within.reduce((sum, { days }) => sum + days, 0);
  if (asked === 0) return refuse('NO_WORKING_DAY', { days: 0 });
  const entitled = fatherDays(facts, rule);
  if (daysPaid >= entitled) return refuse('PAID_BEFORE', { days: 0 });
  const days = Math.min(asked, entitled - daysPaid);
  const line = averageLine('PATERNITY_LEAVE', average, birth, { days }, [article]);
  const reasons: ReasonCode[] = [];
  if (within.length < pieces.length) reasons.push('OUTSIDE_60_DAYS');
  if (days < asked) reasons.push('PER_EVENT_CAP');
  return grant([line], {
    days,
    reasons,
    reliedOn: reliedOnBy(
      facts,
      within.some(({ start }) => start.equals(last)),
    ),
    workings: {
      dailyVnd: Math.round(average.total / average.months / line.divisor),
      divisor: line.divisor,
      entitledDays: entitled,
    },
  });
}

/** The most working days that a birth gives its father. Where two rules give days, the longer leave is his. */
function fatherDays(
  facts: Omit<PaternityFacts, 'pieces' | 'average' | 'daysPaid'>,
  rule: FatherLeave,
): number {
  const { fetuses, surgery, weeks, livingBefore, loss } = facts;
  const secondChild = livingBefore === 1 && !loss ? (rule.secondChild ?? 0) : 0;
  if (fetuses > 1) {
    const twins = surgery ? rule.twinsSurgery : rule.twins;
    return Math.max(secondChild, twins + rule.eachMore * (fetuses - 2));
  }
  const hard = surgery || (weeks !== undefined && weeks < rule.hardBirthUnderWeeks);
  return Math.max(secondChild, hard ? rule.hardBirth : rule.ordinary);
}

function reliedOnBy(
  { birth, pieces, livingBefore, fetuses, loss }: PaternityFacts,
  onDay60: boolean,
): OpenQuestion[] {
  const secondChild = livingBefore === 1 && !loss;
  const before = birth.toString() < secondChildFrom;
  return [
    ...(onDay60 ? (['DAY_60'] as const) : []),
    ...(secondChild && !before && fetuses > 1 ? (['SECOND_BIRTH_MULTIPLE'] as const) : []),
    ...(secondChild && before && pieces.some(({ start }) => start.toString() >= secondChildFrom)
      ? (['SECOND_CHILD_TRANSITION'] as const)
      : []),
  ];
}
