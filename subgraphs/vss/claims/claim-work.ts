import type { Requested } from '../../kit/store/insert-once.ts';
import type { BenefitDecision, BenefitEvent, EvidenceDocumentType, PaymentTarget } from '../collections.ts';
import type { EvidencePart } from './evidence/evidence-source.ts';
import type { RecordableFact, RecordedFact } from './record/officer-fact.ts';
import type { StoredAssessment } from './assess/stored-assessment.ts';

/**
 * What a claim keeps of the work on it, and of how it was sent in: the same key from the same client is the same submission.
 * Claims that were filed on paper have none of it.
 */
export interface ClaimWork extends Requested {
  /** The event, where the sender said it; else the evidence tells. */
  readonly statedEvent?: BenefitEvent;
  /** Why it was filed late, as the filer wrote (Law 41/2024/QH15 Art. 92(1)). */
  readonly lateExplanation?: string;
  /** The employer's days of weekly rest, 1 Monday to 7 Sunday, where the sender said them. */
  readonly weeklyRest?: readonly number[];
  /** Where the claimant wants the benefit to be paid. */
  readonly payTo?: PaymentTarget;
  /**
   * Opaque id of the child, once an authority, a paper that names the claimant or an officer has said that it is the
   * claimant's: before that the case does not name it, whatever the claim says.
   */
  readonly provenChildId?: string;
  /** There where a paper proves it, while no register says whose the child is: see `KinshipGround`. */
  readonly isChildByPaper?: true;
  /** Opaque ids of notices and registrations that name the people of the claim: it may look into these too. */
  readonly namedPapers?: readonly string[];
  /** What the machine of social insurance does next with it, and when. */
  readonly nextStep?: NextStep;
  /** What the law gives for the evidence that was found; absent while the evidence is not there. */
  readonly assessment?: StoredAssessment;
  /** Decisions that a later one has replaced, oldest first; `isRedecided` finds the claims that have any. */
  readonly formerDecisions?: readonly BenefitDecision[];
  readonly isRedecided?: true;
  /** The version of the claim that an officer or rule decided on, and who. */
  readonly decidedBy?: DecidedBy;
  /** Defects that an officer found in shared data: the one reason to ask the claimant for a paper. */
  readonly qualityDefects?: readonly QualityDefect[];
  readonly appeals?: readonly Appeal[];
  readonly repayments?: readonly Repayment[];
  /** What no agency shares and an officer read in a paper; of each kind the latest counts that was not taken back. */
  readonly recordedFacts?: readonly RecordedFact[];
  /** What an officer has to record before the rules can be asked. */
  readonly factsNeeded?: readonly RecordableFact[];
}

/** Records of the population database that are no papers: what it says of a family may change with them. */
export type FamilyRecordType = 'Citizen' | 'FamilyRelation';

/** That something happened to a document of another agency: a pointer, and no word of whom it is about. */
export interface DocumentEvent {
  readonly document: { readonly type: EvidenceDocumentType | FamilyRecordType; readonly id: string };
  /** Opaque id of the version that this one replaces, where the event says so. */
  readonly replaces?: string | undefined;
}

/**
 * `RESOLVE` is to be done at `at`, or sooner where its sources answer again; `REST` at `at` and not before; `LOOK` is being done, and is due
 * again at `at` should whoever does it have ended; `WAIT` until an event wakes the claim, or `at` at the latest; `LIST` puts
 * what was decided on the list of its day, once that is over.
 */
export interface NextStep {
  readonly kind: 'RESOLVE' | 'REST' | 'LOOK' | 'WAIT' | 'LIST';
  readonly at: string;
  /** How often the machine has tried since it last got on. */
  readonly attempts: number;
  /** Whose answer it waits for: it is tried sooner once they answer others. */
  readonly awaits?: readonly EvidencePart[];
  /** How often it was tried sooner since it last got on. */
  readonly woken?: number;
  /** Which look it is: what one finds counts while no other has begun since, and nobody has asked for one. */
  readonly look?: string;
  /** What was heard during the look. */
  readonly heard?: readonly DocumentEvent[];
}

/** A responsible officer by office, or a rule by its version; never a person's name. */
export type DecidedBy =
  | { readonly kind: 'OFFICER'; readonly actor: string; readonly office: string }
  | { readonly kind: 'RULE'; readonly rule: string };

/** Data of another agency that cannot be used, with what is wrong with them. */
export interface QualityDefect {
  readonly documentId: string;
  readonly reason: string;
  readonly recordedAt: string;
}

/** That the claimant contests the decision; who decides on it keeps a file of its own. */
export interface Appeal {
  readonly notedAt: string;
  readonly decisionNumber: string;
}

/** What was paid too much and is to be paid back, in whole đồng. */
export interface Repayment {
  readonly amount: number;
  readonly decisionNumber: string;
  readonly orderedOn: string;
}
