import { inForce } from './parameters/dated.ts';
import { birthLeave, secondChildFrom } from './parameters/maternity.ts';
import type { OpenQuestion } from './parameters/open-questions.ts';

export interface BirthFacts {
  readonly birth: Temporal.PlainDate;
  /** Children and fetuses of this birth, also those that died (Law 41/2024/QH15 Art. 53(4)). */
  readonly fetuses: number;
  /** Living biological children of the mother when this one was born. */
  readonly livingBefore: number;
}

export interface LeaveLength {
  readonly months: number;
  readonly article: string;
  readonly reliedOn: readonly OpenQuestion[];
}

/** How many months a birth gives: by the number of fetuses, or as a second child (Decree 168/2026/ND-CP Art. 2). */
export function birthLeaveLength({ birth, fetuses, livingBefore }: BirthFacts): LeaveLength {
  const { value: rule, article } = inForce(birthLeave, birth);
  const multiple = rule.months + rule.monthsEachMore * (Math.max(1, fetuses) - 1);
  if (livingBefore !== 1) return { months: multiple, article, reliedOn: [] };
  if (rule.secondChildMonths === null) {
    const runsOn = birth.add({ months: multiple }).toString() > secondChildFrom;
    return { months: multiple, article, reliedOn: runsOn ? ['SECOND_CHILD_TRANSITION'] : [] };
  }
  return {
    months: Math.max(multiple, rule.secondChildMonths),
    article,
    reliedOn: fetuses > 1 ? ['SECOND_BIRTH_MULTIPLE'] : [],
  };
}
