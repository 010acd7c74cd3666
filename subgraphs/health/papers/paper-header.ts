import type { Stored } from '../../kit/store/port.ts';

/**
 * What every medical paper has. Days are ISO 8601 (`2026-03-02`), as in Vietnam; instants RFC 3339.
 *
 * `version` counts writes of the store; which issue of the paper this is says `edition`. A paper never changes but in
 * `status`: a correction is a new record with the next edition (Circular 25/2025/TT-BYT Art. 28).
 */
export interface PaperHeader extends Stored {
  /** Opaque id of the person whose paper it is; for a birth notice the mother, or who raises the child. */
  readonly citizenId: string;
  /** Number under which the paper is known; unique for issuer, kind and edition. */
  readonly code: string;
  /** 1 for the first issue. */
  readonly edition: number;
  /** Id of the record that this one corrects. */
  readonly supersedes?: string;
  readonly issuer: { readonly code: string; readonly name: string };
  readonly issuedOn: string;
  readonly status: 'ISSUED' | 'SENT' | 'ACKNOWLEDGED' | 'SUPERSEDED' | 'WITHDRAWN';
  readonly signature: {
    readonly status: 'VALID' | 'INVALID' | 'UNSIGNED' | 'UNKNOWN_SIGNER';
    readonly signer?: string;
    readonly signedAt?: string;
  };
  /** Treatment episode at the issuer (MA_LK); an assessment has none. */
  readonly episodeId?: string;
  /** Circular and form, such as `25/2025/TT-BYT CT03`. */
  readonly templateVersion: string;
  readonly receivedAt: string;
  readonly updatedAt: string;
  /** Day of what the paper attests; set by `fileDocument`. */
  readonly eventDate: string;
  /** Where the paper came from; papers that were not taken in as signed files lack it. */
  readonly origin?: PaperOrigin;
  /** Why its issuer took it back. */
  readonly withdrawal?: { readonly at: string; readonly reason: string };
  /** Last day of leave or stay that the paper proves; set by `fileDocument` on papers that prove any. */
  readonly coversUntil?: string;
}

/** The file that brought a paper, and how its signature was verified. Instants RFC 3339. */
export interface PaperOrigin {
  /** Id of the received file, whose bytes are kept. */
  readonly file: string;
  /** Which paper of the file, from 1. */
  readonly place: number;
  /** SHA-256 of the file as its facility signed it, base64url. */
  readonly digest: string;
  /** SHA-256 of what the paper says, base64url: the same paper in another file has the same. */
  readonly contentDigest: string;
  /** Missing where it was typed, not signed. */
  readonly certificate?: {
    /** Serial number, hexadecimal. */
    readonly serial: string;
    /** SHA-256 of the certificate (DER), base64url. */
    readonly thumbprint: string;
  };
  readonly verifiedAt: string;
}

/** A person as printed on a paper; where the form has no such block, joined from XML1 by the episode. */
export interface PrintedPerson {
  readonly fullName: string;
  /** Missing where just the year is printed. */
  readonly birthDate?: string;
  readonly birthYear: number;
  readonly gender: 'MALE' | 'FEMALE' | 'UNDETERMINED';
  readonly nationality?: string;
  readonly ethnicityCode?: string;
  readonly occupation?: string;
  readonly address?: string;
  readonly phone?: string;
  readonly siNumber?: string;
  readonly cardNumber?: string;
  readonly temporaryCardNumber?: string;
  readonly childWithoutCardFlag?: boolean;
  readonly patientCode?: string;
  readonly idDocumentType?: 0 | 1 | 2 | 3 | 4;
  readonly idDocumentNumber?: string;
  readonly idDocumentIssuedOn?: string;
  readonly idDocumentIssuedBy?: string;
}
