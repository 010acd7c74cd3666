import type { BenefitEvent, BenefitScheme, ClaimEvidence } from '../../subgraphs/vss/collections.ts';
import type { Day } from './calendar.ts';
import type { Days } from './care.ts';
import type { Career } from './employment.ts';
import type { RegisteredPerson } from './person.ts';

/** How a benefit is measured, with what the measure needs to know. */
export type Measure =
  | { readonly by: 'SICK_DAYS'; readonly longTerm: boolean }
  | { readonly by: 'SICK_CHILD_DAYS'; readonly childAge: number }
  | { readonly by: 'MATERNITY_MONTHS'; readonly months: number; readonly children: number }
  | { readonly by: 'PATERNITY_DAYS'; readonly days: number; readonly lumpSumFor: number }
  | { readonly by: 'LOSS_DAYS' }
  | { readonly by: 'PRENATAL_DAYS' }
  | { readonly by: 'RECOVERY_DAYS'; readonly days: number }
  | { readonly by: 'VOLUNTARY_CHILDREN'; readonly children: number };

/** A benefit that somebody may ask for, before it is filed. */
export interface ClaimRequest {
  readonly scheme: BenefitScheme;
  readonly event: BenefitEvent;
  readonly claimant: RegisteredPerson;
  readonly career: Career;
  readonly child?: RegisteredPerson;
  readonly leave: Days;
  readonly evidence: readonly ClaimEvidence[];
  readonly measure: Measure;
  /** The first day on which it can be filed. */
  readonly earliest: Day;
}
