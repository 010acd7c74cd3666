import { byRequest } from '../kit/store/insert-once.ts';
import type { CollectionSpec, Stored } from '../kit/store/port.ts';
import type { ClaimWork } from './claims/claim-work.ts';

/** An employer; `id` is its code at social insurance (mã đơn vị), which an organisation is known by in tokens too. */
export interface EmployerRecord extends Stored {
  readonly name: string;
  readonly taxCode: string;
  readonly sector: string;
  /** The social insurance office that this employer is: its employees are colleagues of those who decide there. */
  readonly office?: string;
}

/** A participant; `id` is the opaque id of the citizen. Months are the ISO day of their first day. */
export interface InsuredPersonRecord extends Stored {
  readonly siNumber: string;
  readonly status: 'ACTIVE' | 'PAUSED' | 'CLOSED';
  readonly scheme: 'COMPULSORY' | 'VOLUNTARY';
  readonly office: string;
  readonly firstMonth: string;
  readonly totalMonths: number;
  readonly healthCard?: {
    readonly number: string;
    readonly validFrom: string;
    readonly validTo: string;
    readonly registeredFacility: string;
  };
  /** Code of the employer of the latest contribution. */
  readonly employerId?: string;
  /** Sick days paid by calendar year (Law 41/2024/QH15 Art. 43); a half day is 0.5. */
  readonly sicknessDaysPaid: Readonly<Record<string, number>>;
  readonly updatedAt: string;
}

/**
 * Contributions of one person over consecutive months at one salary, as a line of the social insurance book has them.
 * `from` and `to` are the first days of the first and the last month; salary in whole đồng a month.
 */
export interface ContributionRecord extends Stored {
  readonly citizenId: string;
  readonly from: string;
  readonly to: string;
  readonly scheme: 'COMPULSORY' | 'VOLUNTARY';
  readonly salaryBase: number;
  readonly workingConditions: 'NORMAL' | 'HAZARDOUS' | 'SPECIAL_DIFFICULT_AREA';
  readonly employerId?: string;
}

export type BenefitScheme = 'SICKNESS' | 'MATERNITY' | 'VOLUNTARY_MATERNITY' | 'CONVALESCENCE';

export type BenefitEvent =
  | 'OWN_ILLNESS'
  | 'LONG_TERM_ILLNESS'
  | 'CHILD_ILLNESS'
  | 'PRENATAL_VISIT'
  | 'PREGNANCY_LOSS'
  | 'BIRTH'
  | 'PATERNITY'
  | 'ADOPTION'
  | 'SURROGACY'
  | 'CONTRACEPTION'
  | 'RECOVERY_AFTER_SICKNESS'
  | 'RECOVERY_AFTER_MATERNITY';

export type ClaimState =
  | 'DRAFT'
  | 'SUBMITTED'
  | 'RECEIVED'
  | 'VERIFYING'
  | 'WAITING_DATA'
  | 'DECIDED'
  | 'PAID'
  | 'ADJUSTED'
  | 'CLOSED';

/** GraphQL type names of the twelve documents that Decision 69 shares. */
export type EvidenceDocumentType =
  | 'DischargePaper'
  | 'SickLeaveCertificate'
  | 'MedicalBirthNotice'
  | 'TransferPaper'
  | 'MedicalRecordSummary'
  | 'MedicalDeathNotice'
  | 'MedicalAssessmentRecord'
  | 'PregnancyRestCertificate'
  | 'BirthRegistration'
  | 'BirthExtract'
  | 'DeathRegistration'
  | 'DeathExtract';

export interface ClaimEvidence {
  readonly role:
    | 'INPATIENT_STAY'
    | 'OUTPATIENT_LEAVE'
    | 'TRANSFER'
    | 'BIRTH'
    | 'DEATH'
    | 'PREGNANCY_REST'
    | 'ASSESSMENT'
    | 'KINSHIP';
  readonly state:
    'FOUND' | 'MISSING' | 'EXPIRED' | 'UNSIGNED' | 'SEAL_REFUSED' | 'NOT_YET_REGISTERED' | 'PENDING_SOURCE';
  /** Why what was found may not be relied on, as a code. */
  readonly fault?: string;
  readonly document?: { readonly type: EvidenceDocumentType; readonly id: string };
  readonly documentVersion?: number;
  /** SHA-256, base64url, of what was read of the paper. */
  readonly digest?: string;
}

export interface BenefitLine {
  readonly title: string;
  readonly quantity: number;
  /** Absent from a line of an edition that did not say so. */
  readonly unit?: 'DAY' | 'MONTH' | 'CHILD';
  readonly base: number;
  readonly rate: number;
  readonly divisor: number;
  readonly amount: number;
  readonly article: string;
}

export interface BenefitDecision {
  readonly number: string;
  readonly decidedOn: string;
  readonly outcome: 'APPROVED' | 'PARTIAL' | 'REFUSED';
  readonly reasonCode?: string;
  readonly reason?: string;
  readonly reasonEn?: string;
  readonly reasonArticle?: string;
  readonly amount: number;
  readonly paidDays: number;
  readonly lines: readonly BenefitLine[];
}

/** How a benefit reaches its claimant; a transfer has both bank fields. */
export interface PaymentTarget {
  readonly method: 'BANK_TRANSFER' | 'THROUGH_EMPLOYER' | 'CASH';
  readonly bankAccount?: string;
  readonly bankCode?: string;
}

export interface BenefitPayment extends PaymentTarget {
  readonly orderNumber: string;
  readonly amount: number;
  readonly paidOn?: string;
}

/** A step that a claim took; entries are only ever added. */
export interface ClaimTimelineEntry {
  readonly at: string;
  readonly state: ClaimState;
  /** The office, organisation or system that did it, never a person's name. */
  readonly actor: string;
  readonly note: string;
  /** The role in which it was done; `SYSTEM` for social insurance's own machine. */
  readonly role?: string;
}

/** A claim: one aggregate with its evidence, timeline, decision and payments. */
export interface ClaimRecord extends ClaimWork {
  readonly number: string;
  readonly scheme: BenefitScheme;
  readonly event: BenefitEvent;
  /** 1.001667 sickness, 2.000693 maternity, 1.001598 convalescence. */
  readonly procedureCode: string;
  readonly state: ClaimState;
  readonly claimantId: string;
  readonly childId?: string;
  readonly employerId?: string;
  readonly leaveFrom: string;
  readonly leaveTo: string;
  readonly leaveDays: number;
  readonly channel: 'EMPLOYER' | 'CITIZEN';
  readonly submittedAt?: string;
  readonly dueOn?: string;
  readonly office: string;
  readonly evidence: readonly ClaimEvidence[];
  readonly timeline: readonly ClaimTimelineEntry[];
  readonly decision?: BenefitDecision;
  readonly payments: readonly BenefitPayment[];
  readonly updatedAt: string;
}

export const employers: CollectionSpec<EmployerRecord> = { name: 'employers', indexes: [] };

export const insuredPersons: CollectionSpec<InsuredPersonRecord> = {
  name: 'insuredPersons',
  owner: 'id',
  shelf: 'insured',
  indexes: [],
};

export const contributions: CollectionSpec<ContributionRecord> = {
  name: 'contributions',
  owner: 'citizenId',
  shelf: 'insured',
  indexes: [{ name: 'byCitizen', fields: ['citizenId', 'from'] }],
};

export const claims: CollectionSpec<ClaimRecord> = {
  name: 'claims',
  owner: 'claimantId',
  shelf: 'insured',
  indexes: [
    { name: 'byNumber', fields: ['number'], unique: true },
    { name: 'byClaimant', fields: ['claimantId', 'leaveFrom'] },
    { name: 'byClaimantAndScheme', fields: ['claimantId', 'scheme', 'leaveFrom'] },
    { name: 'byOfficeAndState', fields: ['office', 'state', 'submittedAt'] },
    // Of an office by the legal clock: the order of `submittedAt` is another, as terms differ.
    { name: 'byOfficeAndTerm', fields: ['office', 'state', 'dueOn'] },
    { name: 'byOfficeSchemeAndTerm', fields: ['office', 'state', 'scheme', 'dueOn'] },
    { name: 'byChild', fields: ['childId', 'leaveFrom'] },
    byRequest,
    { name: 'byRedecided', fields: ['isRedecided'] },
    { name: 'byEvidence', fields: ['evidence.document.id'] },
    { name: 'byNextStep', fields: ['nextStep.kind', 'nextStep.at'] },
  ],
};
