import { byStatus } from '../kit/seal/status/ended-documents.ts';
import { byRequest, type MadeByRequest, type Requested } from '../kit/store/insert-once.ts';
import type { CollectionSpec, IndexSpec, Stored } from '../kit/store/port.ts';

export interface Issuer {
  readonly code: string;
  readonly name: string;
}

export interface DocumentSignature {
  readonly status: 'VALID' | 'INVALID' | 'UNSIGNED' | 'UNKNOWN_SIGNER';
  readonly signer?: string;
  readonly signedAt?: string;
  /** SHA-256 of the signed file and of the certificate (DER) that signed it, base64url. */
  readonly originalDigest?: string;
  readonly certificateThumbprint?: string;
}

/**
 * What every document of the civil status register has.
 *
 * `version` counts writes of the store; which issue of the document this is says `edition`. A document never changes
 * but in `status`: a correction is a new record with the next edition.
 */
interface CivilStatusDocument extends Requested {
  /** 1 for the first issue. */
  readonly edition: number;
  readonly issuer: Issuer;
  readonly issuedOn: string;
  readonly status: 'ISSUED' | 'SENT' | 'ACKNOWLEDGED' | 'SUPERSEDED' | 'WITHDRAWN';
  /** Id of the record that this one corrects. */
  readonly supersedes?: string;
  readonly signature: DocumentSignature;
  /** Why it was corrected, on the correction, or cancelled. */
  readonly statusReason?: string;
  /** The request that cancelled it. */
  readonly cancelledBy?: MadeByRequest;
}

export interface RegisteredParent {
  readonly citizenId?: string;
  readonly fullName: string;
  readonly birthYear: number;
  readonly nationality: string;
  readonly ethnicityCode: string;
  readonly residence: string;
  readonly personalNumber?: string;
  readonly verified: boolean;
}

export interface CivilStatusRequester {
  readonly fullName: string;
  readonly relation: string;
  readonly phone?: string;
}

/** An entry of the register of births (Law 60/2014 Art. 14). Days are ISO 8601. */
export interface BirthRegistrationRecord extends CivilStatusDocument {
  readonly kind: 'BIRTH_REGISTRATION';
  readonly registrationKind: 'ORIGINAL' | 'LATE' | 'AGAIN';
  readonly registeredOn: string;
  readonly registrationNumber: string;
  readonly bookNumber: string;
  readonly pageNumber: string;
  /** National code and opaque id of the medical birth notice, where one was made. */
  readonly medicalNoticeCode?: string;
  readonly medicalNoticeId?: string;
  readonly childId: string;
  readonly childName: string;
  readonly childGender: 'MALE' | 'FEMALE' | 'UNDETERMINED';
  readonly childBirthDate: string;
  readonly childBirthPlace: string;
  readonly childHometown: string;
  readonly childNationality: string;
  readonly childEthnicityCode: string;
  readonly childPersonalNumber: string;
  readonly mother?: RegisteredParent;
  readonly father?: RegisteredParent;
  /** Opaque ids of mother and father where the register links them: what parents are found by. */
  readonly parentIds: readonly string[];
  readonly requester: CivilStatusRequester;
  readonly updatedAt: string;
}

/** An entry of the register of deaths (Law 60/2014 Art. 33-34). */
export interface DeathRegistrationRecord extends CivilStatusDocument {
  readonly kind: 'DEATH_REGISTRATION';
  /** Name of the paper under the law in force on its day: it changes on 1 Mar 2027 (Law 03/2026/QH16). */
  readonly documentName: string;
  readonly registeredOn: string;
  readonly registrationNumber: string;
  readonly bookNumber: string;
  readonly medicalNoticeCode?: string;
  readonly medicalNoticeId?: string;
  readonly deceasedId: string;
  readonly deceasedName: string;
  readonly deceasedGender: 'MALE' | 'FEMALE' | 'UNDETERMINED';
  readonly deceasedBirthDate?: string;
  readonly deceasedEthnicityCode: string;
  readonly deceasedPersonalNumber: string;
  /** ISO instant. */
  readonly diedAt: string;
  readonly deathPlace: string;
  readonly causeOfDeath?: string;
  readonly requester: CivilStatusRequester;
  readonly updatedAt: string;
}

/** An extract, taken from a registration on a day (Law 60/2014 Art. 63-64). */
export interface ExtractRecord extends CivilStatusDocument {
  readonly kind: 'BIRTH_EXTRACT' | 'DEATH_EXTRACT';
  readonly extractNumber: string;
  readonly registrationId: string;
  /** Opaque id of the child or the deceased of that registration. */
  readonly subjectId: string;
}

/**
 * A medical notice that the register has been told of and that waits for, or has led to, a registration: what tells
 * "not yet registered" from "not found".
 */
export interface AnnouncedEventRecord extends Stored {
  readonly kind: 'BIRTH' | 'DEATH';
  readonly noticeCode: string;
  readonly noticeId: string;
  /** Opaque ids under which it was issued again: a later edition keeps the code, and is the same notice. */
  readonly reissues?: readonly string[];
  /** Set while its latest edition is withdrawn: nothing is registered from it. */
  readonly isWithdrawn?: true;
  /** Opaque id of the child or the deceased, once known. */
  readonly subjectId?: string;
  /** Opaque id of the registration, once made. */
  readonly registrationId?: string;
}

/** What a request has cancelled. */
export const byCancellation: IndexSpec = { name: 'byCancellation', fields: ['cancelledBy.key'] };

export const birthRegistrations: CollectionSpec<BirthRegistrationRecord> = {
  name: 'birthRegistrations',
  indexes: [
    { name: 'byChild', fields: ['childId', 'issuedOn'] },
    { name: 'byParent', fields: ['parentIds', 'childBirthDate'] },
    // One entry in each edition, whoever registers at the same time, and one from each notice.
    { name: 'byChildNumber', fields: ['childPersonalNumber', 'edition'], unique: true },
    { name: 'byNotice', fields: ['medicalNoticeId', 'edition'], unique: true },
    byRequest,
    byCancellation,
    byStatus,
  ],
};

export const deathRegistrations: CollectionSpec<DeathRegistrationRecord> = {
  name: 'deathRegistrations',
  indexes: [
    { name: 'byDeceased', fields: ['deceasedId', 'issuedOn'] },
    { name: 'byDeceasedEdition', fields: ['deceasedId', 'edition'], unique: true },
    byRequest,
    byCancellation,
    byStatus,
  ],
};

export const extracts: CollectionSpec<ExtractRecord> = {
  name: 'extracts',
  indexes: [{ name: 'byRegistration', fields: ['registrationId', 'issuedOn'] }, byRequest, byStatus],
};

export const announcedEvents: CollectionSpec<AnnouncedEventRecord> = {
  name: 'announcedEvents',
  indexes: [
    { name: 'byNoticeCode', fields: ['noticeCode'], unique: true },
    { name: 'byNoticeId', fields: ['noticeId'] },
    { name: 'byReissue', fields: ['reissues'] },
    { name: 'bySubject', fields: ['subjectId', 'kind'] },
  ],
};
