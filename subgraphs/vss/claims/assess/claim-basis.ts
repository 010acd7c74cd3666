import type { GatheredEvidence, Paper } from '../evidence/evidence-source.ts';
import type { Kinship } from '../evidence/kinship.ts';
import type { BenefitEvent, ClaimEvidence, ClaimRecord } from '../../collections.ts';
import type { OfficerFact, RecordableFact } from '../record/officer-fact.ts';
import type { OwnRecords } from './own-records.ts';
import type { RuleFacts } from './rule-facts.ts';
import type { Doubt } from './stored-assessment.ts';

/** What a claim, or a claim that may come, asks for. */
export type AskedBenefit = Pick<
  ClaimRecord,
  'scheme' | 'claimantId' | 'childId' | 'employerId' | 'leaveFrom' | 'leaveTo' | 'channel' | 'submittedAt'
> & {
  readonly id?: string;
  readonly event?: BenefitEvent | undefined;
  readonly weeklyRest?: readonly number[] | undefined;
};

/** All that an assessment looks at. */
export interface ClaimBasis {
  readonly asked: AskedBenefit;
  readonly own: OwnRecords;
  readonly gathered: GatheredEvidence;
  /** How the child is proven to be the claimant's; absent where the claim names none. */
  readonly kinship?: Kinship | undefined;
  /** Documents that an officer found unfit to be relied on. */
  readonly defective: ReadonlySet<string>;
  /** What an officer recorded from papers that no agency shares: what counts of it, the latest last. */
  readonly recorded: readonly OfficerFact[];
}

/** The fact of a kind that an officer recorded; undefined where none did. */
export function recorded<Kind extends RecordableFact>(
  basis: Pick<ClaimBasis, 'recorded'>,
  kind: Kind,
): Extract<OfficerFact, { readonly kind: Kind }> | undefined {
  return basis.recorded.find(
    (fact): fact is Extract<OfficerFact, { readonly kind: Kind }> => fact.kind === kind,
  );
}

/** What the evidence comes to. */
export type Finding =
  /** The facts that the rules ask for are there. */
  | {
      readonly kind: 'FACTS';
      readonly event: BenefitEvent;
      readonly childId?: string | undefined;
      readonly facts: RuleFacts;
      readonly relied: readonly Paper[];
      readonly evidence: readonly ClaimEvidence[];
      readonly doubts: readonly Doubt[];
    }
  /** Something is not there yet, or its holder is away. */
  | {
      readonly kind: 'WAITS';
      readonly evidence: readonly ClaimEvidence[];
      /** What an officer may record meanwhile, so that it need not wait. */
      readonly needs?: readonly RecordableFact[];
    }
  /** No agency shares what the rules ask for: an officer records it, and the rules are asked then. */
  | {
      readonly kind: 'BY_HAND';
      readonly evidence: readonly ClaimEvidence[];
      readonly needs: readonly RecordableFact[];
    };
