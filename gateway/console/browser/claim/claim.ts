/** A claim as the console asks for it, for its claimant and for its officer alike. */
export interface Claim {
  readonly id: string;
  readonly number: string | null;
  readonly scheme: string | null;
  readonly state: string | null;
  readonly outcome: string | null;
  readonly submittedAt: string | null;
  readonly dueOn: string | null;
  readonly office: string | null;
  readonly source?: { readonly version: number | null } | null;
  readonly leaveFrom?: string | null;
  readonly leaveTo?: string | null;
  readonly leaveDays?: number | null;
  /** Undefined for whoever does not ask for it. */
  readonly assessment?: ClaimAssessment | null;
  readonly timeline: readonly TimelineEntry[] | null;
  readonly evidence: readonly Evidence[] | null;
  readonly decision: ClaimDecision | null;
  readonly payments: readonly Payment[] | null;
}

/** One step of a claim. */
export interface TimelineEntry {
  readonly at: string | null;
  readonly state: string | null;
  readonly actor: string | null;
  readonly note: string | null;
}

/** A paper that a claim rests on. */
export interface Evidence {
  readonly role: string | null;
  readonly state: string | null;
  readonly documentVersion: number | null;
  readonly document: EvidencePaper | null;
}

/** A paper, at its owner. */
export interface EvidencePaper {
  readonly __typename: string;
  readonly id: string;
  readonly issuedOn?: string | null;
  /** Undefined for whoever does not ask for it. */
  readonly seal?: string | null;
  readonly signature?: { readonly status: string | null } | null;
}

/** What the law gives for the evidence that was found. */
export interface ClaimAssessment {
  readonly outcome: string | null;
  readonly reasonCodes: readonly string[] | null;
  readonly amount: number | null;
  readonly doubts: readonly string[] | null;
  readonly lines: readonly AssessmentLine[] | null;
}

/** A decision, and how its amount comes about. */
export interface ClaimDecision {
  readonly number: string | null;
  readonly decidedOn: string | null;
  readonly outcome: string | null;
  readonly reasonCode: string | null;
  readonly reason: string | null;
  readonly amount: number | null;
  readonly lines: readonly AssessmentLine[] | null;
}

/** One line of an assessment; money in whole đồng. */
export interface AssessmentLine {
  readonly title: string | null;
  readonly quantity: number | null;
  readonly unit: 'DAY' | 'MONTH' | 'CHILD' | null;
  readonly base: number | null;
  /** 1 is all of the base. */
  readonly rate: number | null;
  readonly divisor: number | null;
  readonly amount: number | null;
  readonly article: string | null;
}

/** A payment that a decision ordered. */
export interface Payment {
  readonly orderNumber: string | null;
  readonly amount: number | null;
  readonly paidOn: string | null;
}
