import type { BenefitEvent, BenefitScheme, PaymentTarget } from '../collections.ts';
import { weekdayOf, type Weekday } from '../claims/submit/weekday.ts';
import type { SubmittedClaim } from '../claims/submit/submission.ts';

/** What submissions and previews have in common, as `graphql` coerced it. */
export interface ClaimInput {
  readonly claimant: string;
  readonly child?: string | null;
  readonly scheme: BenefitScheme;
  readonly event?: BenefitEvent | null;
  readonly leaveFrom: Temporal.PlainDate;
  readonly leaveTo: Temporal.PlainDate;
  readonly lateExplanation?: string | null;
  readonly weeklyRest?: readonly Weekday[] | null;
  readonly payTo?: {
    readonly method: PaymentTarget['method'];
    readonly bankAccount?: string | null;
    readonly bankCode?: string | null;
  } | null;
}

/** An input without its nulls: in GraphQL, what is null was not said. */
export function submittedOf(input: ClaimInput): SubmittedClaim {
  const { claimant, child, scheme, event, leaveFrom, leaveTo, lateExplanation, weeklyRest, payTo } = input;
  return {
    claimantId: claimant,
    childId: child ?? undefined,
    scheme,
    event: event ?? undefined,
    leaveFrom,
    leaveTo,
    lateExplanation: lateExplanation ?? undefined,
    weeklyRest: weeklyRest?.flatMap((day) => weekdayOf(day) ?? []),
    payTo: payTo
      ? {
          method: payTo.method,
          ...(payTo.bankAccount != null && { bankAccount: payTo.bankAccount }),
          ...(payTo.bankCode != null && { bankCode: payTo.bankCode }),
        }
      : undefined,
  };
}
