import { grant, refuse, type Assessment } from './assessment.ts';
import { inForce } from './parameters/dated.ts';
import { contributionTerms } from './parameters/maternity.ts';
import { voluntaryMaternity } from './parameters/money.ts';

export interface VoluntaryMaternityFacts {
  readonly event: Temporal.PlainDate;
  readonly childrenBorn: number;
  /** Fetuses that died from 22 weeks on. */
  readonly fetuses: number;
  /** Of the claimant, in the twelve months before. */
  readonly voluntaryMonths: number;
  readonly compulsoryMonths: number;
  /** The claimant has a right under compulsory insurance; that the other parent has one does not matter (Art. 94(5)). */
  readonly compulsoryRight: boolean;
  /** The other parent was paid by voluntary insurance for the same birth. */
  readonly otherParentPaid: boolean;
}

/** The maternity benefit of voluntary insurance (Law 41/2024/QH15 Art. 94, 95). */
export function assessVoluntaryMaternity(facts: VoluntaryMaternityFacts): Assessment {
  const { event, childrenBorn, fetuses } = facts;
  if (facts.compulsoryRight) return refuse('COMPULSORY_PREVAILS');
  if (facts.otherParentPaid) return refuse('OTHER_PARENT_PAID');
  const { paid } = inForce(contributionTerms.ordinary, event).value;
  const monthsFound = facts.voluntaryMonths + facts.compulsoryMonths;
  if (monthsFound < paid) return refuse('CONTRIBUTION_6_OF_12_NOT_MET', { workings: { monthsFound } });
  const children = childrenBorn + fetuses;
  if (children === 0) return refuse('NO_CHILD_OR_FETUS');
  const each = inForce(voluntaryMaternity, event);
  const line = {
    kind: 'VOLUNTARY_MATERNITY' as const,
    base: { total: each.value, months: 1 },
    ratePercent: 100,
    children,
    divisor: 1,
    articles: ['Law 41/2024/QH15 Art 94(1)', each.article],
  };
  return grant([line], { workings: { monthsFound } });
}
