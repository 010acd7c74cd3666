import type { CollectionSpec, Stored } from '../../../kit/store/port.ts';
import type { MedicalDocumentRecord } from '../../collections.ts';
import type { Finding } from '../finding.ts';

/**
 * A file as a facility signed and sent it, or a paper as a council typed it: stored before anything of it is filed, and what became of each of its papers.
 * All that is done with it can be done again from here. Instants are RFC 3339, UTC.
 */
export interface ReceivedFile extends Stored {
  /** The receipt: made of facility and bytes, so that the same file always has the same. */
  readonly id: string;
  readonly facilityCode: string;
  /** The bytes, base64. */
  readonly original: string;
  /** SHA-256 of the bytes, base64url. */
  readonly digest: string;
  readonly receivedAt: string;
  readonly signedAt?: string;
  /** With what it was signed; a paper that a council typed is proven by the token of its sender alone. */
  readonly certificate?: { readonly serial: string; readonly thumbprint: string };
  /** Whether the sender stated that it corrects papers: what the file brings is issued again. */
  readonly isCorrection: boolean;
  /** `RECEIVED`: papers are still to be filed; `WAITING`: for a citizen; `DONE`: each paper is filed or refused. */
  readonly state: 'RECEIVED' | 'WAITING' | 'DONE';
  /** When it was last tried to file its papers. */
  readonly triedAt: string;
  readonly papers: readonly PaperOutcome[];
}

/** What became of one paper of a file. */
export interface PaperOutcome {
  /** Kind of the file inside the envelope, and which paper of the envelope, from 1. */
  readonly file: string;
  readonly paper: number;
  readonly kind?: MedicalDocumentRecord['kind'];
  /** `KNOWN`: the same paper had been filed out of another file. */
  readonly outcome: 'FILED' | 'KNOWN' | 'REFUSED' | 'WAITING';
  /** Opaque id of the paper as it is filed. */
  readonly id?: string;
  /** Edition under which it is filed; a correction is above 1. */
  readonly edition?: number;
  /** Opaque id of the citizen whose paper it is. */
  readonly citizenId?: string;
  readonly findings: readonly Finding[];
}

export const receivedFiles: CollectionSpec<ReceivedFile> = {
  name: 'receivedFiles',
  indexes: [
    { name: 'byState', fields: ['state', 'receivedAt'] },
    { name: 'byWaiting', fields: ['facilityCode', 'state', 'triedAt'] },
  ],
};
