import type { Assessment } from '../../benefits/assessment.ts';
import { assessContraception } from '../../benefits/maternity-days.ts';
import { openQuestions } from '../../benefits/parameters/open-questions.ts';
import { assessCommissioningMother } from '../../benefits/received-child.ts';
import { assessRemainingLeave } from '../../benefits/remaining-leave.ts';
import { assessSurrogateMother } from '../../benefits/surrogate-mother.ts';
import type {
  CommissioningRuleFacts,
  ContraceptionRuleFacts,
  RemainingLeaveRuleFacts,
  SurrogateRuleFacts,
} from './rule-facts.ts';
import { averageOf, contributionsOf, monthsOf } from './salaries-as-base.ts';

type RecordedRuleFacts =
  ContraceptionRuleFacts | SurrogateRuleFacts | CommissioningRuleFacts | RemainingLeaveRuleFacts;

const day = (text: string) => Temporal.PlainDate.from(text);

/** What the law gives where an officer recorded the event: the same rules, no word of the officer decides an amount. */
export function applyRecordedRules(facts: RecordedRuleFacts): Assessment {
  switch (facts.kind) {
    case 'CONTRACEPTION':
      return assessContraception({
        on: day(facts.on),
        measure: facts.measure,
        days: facts.days,
        average: averageOf(facts.salaries, facts.on),
      });
    case 'SURROGATE_MOTHER':
      return assessSurrogateMother({
        birth: day(facts.birth),
        leaveStart: day(facts.leaveFrom),
        handover: day(facts.handedOverOn),
        fetuses: facts.children,
        average: averageOf(facts.salaries, facts.birth),
        contributions: contributionsOf(facts.salaries),
      });
    case 'COMMISSIONING_MOTHER':
      return assessCommissioningMother({
        childBorn: day(facts.childBorn),
        received: day(facts.received),
        children: facts.children,
        takesLeave: true,
        surrogateHasRight: facts.surrogateHasRight,
        endConvention: openQuestions.ADOPTION_END.answer,
        average: averageOf(facts.salaries, facts.received),
        contributions: contributionsOf(facts.salaries),
      });
    case 'REMAINING_LEAVE':
      return assessRemaining(facts);
  }
}

function assessRemaining(facts: RemainingLeaveRuleFacts): Assessment {
  const { motherMonths, claimantMonths } = facts;
  return assessRemainingLeave({
    birth: day(facts.birth),
    fetuses: facts.children,
    livingBefore: facts.livingBefore,
    motherGoneOn: day(facts.motherGoneOn),
    leaveStart: day(facts.leaveFrom),
    part: facts.part,
    mother: typeof motherMonths === 'number' ? { in12: motherMonths } : monthsOf(motherMonths),
    claimant: claimantMonths.length > 0 ? monthsOf(claimantMonths) : undefined,
    pregnancyRest: false,
    infertility: false,
    average: averageOf(facts.salaries, facts.birth),
  });
}
