import { byRequest, type MadeByRequest, type Requested } from '../kit/store/insert-once.ts';
import type { CollectionSpec, Expiring, IndexSpec, Stored } from '../kit/store/port.ts';

export type IdentifierKind =
  | 'PERSONAL_NUMBER'
  | 'OLD_ID_CARD'
  | 'SI_NUMBER'
  | 'HI_CARD'
  | 'TEMPORARY_CARD'
  | 'PASSPORT'
  | 'E_ID_ACCOUNT';

/** An identifier with its validity; days are ISO 8601, `validTo` is missing while valid. */
export interface CitizenIdentifier {
  readonly kind: IdentifierKind;
  readonly value: string;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly status: 'VALID' | 'CANCELLED' | 'EXPIRED';
  readonly issuedBy: string;
  /** Opaque id of the child's birth entry that gave the number; what an officer gave, or what came otherwise, has none. */
  readonly registeredBy?: string;
  /** Of a mistaken one: opaque id of the birth entry of which was heard when the register said it no longer. */
  readonly withdrawnBy?: string;
}

export interface Address {
  readonly provinceCode: string;
  readonly province: string;
  readonly communeCode: string;
  readonly commune: string;
  readonly detail: string;
}

/** A record of the national population database. Identifiers change, so the record is not keyed by any of them. */
export interface CitizenRecord extends Stored {
  readonly identifiers: readonly CitizenIdentifier[];
  /** Numbers that were entered here and were never this person's: kept, and nobody is found by them. */
  readonly mistaken?: readonly CitizenIdentifier[];
  readonly nameParts: { readonly family: string; readonly middle: string; readonly given: string };
  /** ISO day; missing where just the year is known. */
  readonly birthDate?: string;
  readonly birthYear: number;
  readonly gender: 'MALE' | 'FEMALE' | 'UNDETERMINED';
  readonly nationality: string;
  readonly ethnicityCode: string;
  readonly religionCode?: string;
  readonly maritalStatus: 'SINGLE' | 'MARRIED' | 'DIVORCED' | 'WIDOWED';
  readonly bloodType?: string;
  readonly birthRegistrationPlace?: Address;
  readonly hometown: Address;
  readonly permanentAddress: Address;
  readonly currentAddress: Address;
  /** ISO day, once the database has learnt of the death. */
  readonly diedOn?: string;
  /** Officers' corrections, oldest first. */
  readonly changes?: readonly (MadeByRequest & { readonly reason: string })[];
  /** ISO instant of the last change. */
  readonly updatedAt: string;
}

export type FamilyRelationKind =
  | 'MOTHER'
  | 'FATHER'
  | 'CHILD'
  | 'ADOPTIVE_PARENT'
  | 'ADOPTED_CHILD'
  | 'SPOUSE'
  | 'GUARDIAN'
  | 'WARD'
  | 'HOUSEHOLD_HEAD';

/** `relativeId` is the `kind` of `citizenId`. Each relation is stored from both ends. */
export interface FamilyRelationRecord extends Requested {
  readonly citizenId: string;
  readonly kind: FamilyRelationKind;
  readonly relativeId: string;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly provenBy: 'CIVIL_STATUS' | 'COURT' | 'DECLARATION';
  /** Opaque id of the register's entry by which it ended, for it named the relative by mistake: it was never in force. */
  readonly withdrawnBy?: string;
  /** The officer's request that ended it, and why. */
  readonly endedBy?: MadeByRequest & { readonly reason: string };
}

export const citizens: CollectionSpec<CitizenRecord> = {
  name: 'citizens',
  owner: 'id',
  indexes: [{ name: 'byIdentifier', fields: ['identifiers.value'] }],
};

/** That a personal number is about to be given to somebody, while that is written. */
export interface NumberHoldRecord extends Expiring {
  readonly citizenId: string;
}

export const numberHolds: CollectionSpec<NumberHoldRecord> = {
  name: 'numberHolds',
  indexes: [],
  expires: true,
};

/** What a request has ended: both ends of a relation. */
export const byEnd: IndexSpec = { name: 'byEnd', fields: ['endedBy.key'] };

export const familyRelations: CollectionSpec<FamilyRelationRecord> = {
  name: 'familyRelations',
  owner: 'citizenId',
  indexes: [
    { name: 'byCitizen', fields: ['citizenId', 'kind'] },
    { name: 'byPair', fields: ['citizenId', 'relativeId'] },
    byEnd,
    byRequest,
  ],
};
