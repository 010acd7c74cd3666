import type { SealFinding } from './check-seal.ts';
import type { EvidenceDocumentType } from '../../collections.ts';
import type { ChildOnPaper } from '../record/officer-fact.ts';
import type { Kinship, KinshipAsked } from './kinship.ts';

/** Where social insurance gets what other agencies hold. */
export interface EvidenceSource {
  /**
   * Asks the authorities whether a person belongs to the claimant, in a case that names the claimant alone.
   *
   * @returns `AWAY` where it is not proven and somebody who may know it did not answer
   * @throws SourceAwayError when nothing can be asked now
   */
  findKinship(question: KinshipQuestion): Promise<Kinship | 'NOT_PROVEN' | 'AWAY'>;
  /**
   * Asks once, in a case that is open for it.
   *
   * @throws SourceAwayError when nothing can be asked now; what one agency does not answer is in `away`
   */
  gather(question: EvidenceQuestion): Promise<GatheredEvidence>;
}

/** A case in which is asked. */
export interface OpenCase {
  /** What the gateway is told as the case; social insurance itself proves it to the gateway. */
  readonly caseName: string;
  readonly office: string;
  /** Makes the case name papers that were found, so that they can be read. */
  readonly nameInCase: (documentIds: readonly string[]) => Promise<void>;
}

/** Whether a person belongs to the claimant, and the case in which it is asked. */
export interface KinshipQuestion extends OpenCase, KinshipAsked {
  /** The child as an officer read it in a paper of the file, where the case states one. */
  readonly onPaper?: ChildOnPaper | undefined;
}

/** What is asked about, and the case in which it may be; a child belongs to the claimant, which was proven before. */
export interface EvidenceQuestion extends OpenCase {
  readonly claimantId: string;
  readonly childId?: string | undefined;
  /** Whose papers are asked for: a sick child's, else the claimant's. */
  readonly patient: 'CLAIMANT' | 'CHILD';
  readonly needsBirths: boolean;
  /** First and last day of the events of papers, ISO 8601. */
  readonly from: string;
  readonly to: string;
}

/** Facts of other agencies, as far as they answered. */
export interface GatheredEvidence {
  readonly claimant: PersonFacts;
  readonly child?: ChildFacts | undefined;
  readonly papers: readonly MedicalPaper[];
  readonly births: readonly BirthPaper[];
  /** Parts that no agency answered: what is not there is not a "no". */
  readonly away: readonly EvidencePart[];
}

/** A part of the evidence, by who holds it. */
export type EvidencePart = 'PERSON' | 'PAPERS' | 'BIRTHS';

export interface PersonFacts {
  /** ISO 8601; absent while no death is registered. */
  readonly diedOn?: string | undefined;
  readonly livingChildren?: number | undefined;
  /** Asked where a birth is claimed for: who of two parents it is. */
  readonly isFemale?: boolean | undefined;
}

export interface ChildFacts {
  readonly bornOn?: string | undefined;
  readonly diedOn?: string | undefined;
  /** Whether the birth is registered. */
  readonly birth?: 'MATCH' | 'NOT_YET_REGISTERED' | 'NOT_FOUND' | undefined;
}

/** What every paper has. */
export interface Paper {
  readonly type: EvidenceDocumentType;
  readonly id: string;
  readonly version: number;
  /** SHA-256, base64url, of the canonical JSON of what was read. */
  readonly digest: string;
  readonly issuer: string;
  readonly issuedOn: string;
  /** Replaced by a corrected version, or taken back. */
  readonly isRevoked: boolean;
  readonly supersedes?: string | undefined;
  readonly signature: 'VALID' | 'INVALID' | 'UNSIGNED' | 'UNKNOWN_SIGNER';
  /** What its custodian's seal says of what was read: genuine, in force, and of this very version. */
  readonly seal: SealFinding;
}

/** Days that a paper proves, both included, ISO 8601. */
export interface ProvenDays {
  readonly kind: 'STAY' | 'LEAVE';
  readonly from: string;
  readonly to: string;
}

export interface MedicalPaper extends Paper {
  readonly days: readonly ProvenDays[];
  readonly isListedLongTermDisease: boolean;
  readonly hadSurgery: boolean;
  readonly withinLeaveCap: boolean;
  readonly lossBand?:
    'UNDER_5_WEEKS' | 'FROM_5_TO_12_WEEKS' | 'FROM_13_TO_21_WEEKS' | 'FROM_22_WEEKS' | undefined;
}

/** A birth as a medical notice or a registration tells it; what a registration does not tell is undefined. */
export interface BirthPaper extends Paper {
  readonly bornOn: string;
  readonly childId?: string | undefined;
  readonly children?: number | undefined;
  readonly livingBefore?: number | undefined;
  readonly surgery?: boolean | undefined;
  readonly before32Weeks?: boolean | undefined;
  readonly isSurrogate?: boolean | undefined;
  /** Of a notice: whether the birth is registered by now. */
  readonly registered?: 'MATCH' | 'NOT_YET_REGISTERED' | 'NOT_FOUND' | undefined;
  /** Of a notice whose birth is registered: whether the registers say that the child is the claimant's. */
  readonly isClaimantsChild?: boolean | undefined;
}

/** The hub cannot be asked now. The text holds no value. */
export class SourceAwayError extends Error {
  override readonly name = 'SourceAwayError';
}

/** For a process that no hub was named to: evidence stays pending, and nothing is decided without it. */
export const noEvidenceSource: EvidenceSource = { findKinship: nobodyToAsk, gather: nobodyToAsk };

async function nobodyToAsk(): Promise<never> {
  throw new SourceAwayError(
    'No hub is named: set HUB_URL and HUB_TOKENS, so that evidence can be asked for.',
  );
}
