import { inForce, NotInForceError, type Dated } from '../../benefits/parameters/dated.ts';
import type { OpenQuestion } from '../../benefits/parameters/open-questions.ts';
import type { BenefitEvent, ClaimRecord } from '../../collections.ts';

/** Which claims need no officer's look. */
interface PlainCases {
  /** The version that stands in the decision. */
  readonly rule: string;
  readonly events: readonly BenefitEvent[];
  /** Most đồng that the rule may grant. */
  readonly most: number;
  /** Open questions whose answer an office may rely on without looking. */
  readonly mayRelyOn: readonly OpenQuestion[];
}

/**
 * No article allows or forbids a decision without an officer, so the rule is configuration that a hub switches on
 * (`decidesPlainCases`), and it only ever grants: a refusal is always an officer's (Law 41/2024/QH15 Art. 48(3), 62(3)).
 */
const plainCases: readonly Dated<PlainCases>[] = [
  {
    from: '2025-07-01',
    value: {
      rule: 'Quy tắc hồ sơ rõ ràng/2025-07-01',
      events: ['OWN_ILLNESS', 'CHILD_ILLNESS', 'PRENATAL_VISIT', 'PATERNITY'],
      most: 10_000_000,
      mayRelyOn: ['ROUNDING', 'WEEKLY_REST', 'AGENCY_WEEKLY_REST'],
    },
    article: 'Law 41/2024/QH15 Art 48(3), 62(3)',
  },
];

/** The rule by which a claim is plain: all granted, nothing doubted, no open question that matters; undefined else. */
export function plainRuleFor({ event, leaveFrom, assessment, state }: ClaimRecord): string | undefined {
  if (assessment === undefined || state !== 'VERIFYING') return undefined;
  const rule = ruleOn(leaveFrom);
  const { outcome, doubts, amount, reliedOn } = assessment;
  const isPlain =
    rule !== undefined &&
    outcome === 'APPROVED' &&
    doubts.length === 0 &&
    amount <= rule.most &&
    rule.events.includes(event) &&
    reliedOn.every((question) => rule.mayRelyOn.includes(question));
  return isPlain ? rule.rule : undefined;
}

function ruleOn(day: string): PlainCases | undefined {
  try {
    return inForce(plainCases, Temporal.PlainDate.from(day)).value;
  } catch (error) {
    if (error instanceof NotInForceError) return undefined;
    throw error;
  }
}
