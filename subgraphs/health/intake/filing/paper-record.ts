import { sha256 } from '../../../../schema/sha256.ts';
import type { MedicalDocumentRecord, UnfiledDocument } from '../../collections.ts';
import { fileDocument } from '../../file-document.ts';
import type { PaperDraft } from '../reading/read-paper.ts';
import type { ReceivedFile } from './received-file.ts';

/** Citizens by their personal numbers; null for a number that nobody bears. */
export type KnownCitizens = ReadonlyMap<string, string | null>;

/** What a record is made of beside what the paper says. */
export interface FilingPlan {
  readonly file: ReceivedFile;
  readonly place: number;
  readonly citizenId: string;
  readonly fatherId?: string | undefined;
  readonly issuerName: string;
  readonly edition: number;
  readonly supersedes?: string | undefined;
  readonly filedAt: string;
}

/**
 * The id of a paper: the same whenever its file is filed again. It is made of bytes that nobody can guess, so it tells
 * nothing.
 *
 * @param digest of the file that brings it
 * @param place which paper of the file
 */
export function paperIdOf(digest: string, place: number): string {
  return sha256(`paper\n${digest}\n${place}`).slice(0, 22);
}

/** The record of a paper. Its form has the fields that the record of its kind must have. */
export function paperRecord(draft: PaperDraft, plan: FilingPlan): MedicalDocumentRecord {
  const { file, place } = plan;
  const { certificate, receivedAt, signedAt, digest, facilityCode } = file;
  return fileDocument({
    ...draft.fields,
    ...(plan.fatherId !== undefined && { fatherId: plan.fatherId }),
    kind: draft.kind,
    code: draft.code,
    id: paperIdOf(digest, place),
    version: 1,
    citizenId: plan.citizenId,
    edition: plan.edition,
    ...(plan.supersedes !== undefined && { supersedes: plan.supersedes }),
    issuer: { code: facilityCode, name: plan.issuerName },
    status: 'ACKNOWLEDGED',
    signature: certificate
      ? { status: 'VALID', signer: plan.issuerName, ...(signedAt !== undefined && { signedAt }) }
      : { status: 'UNSIGNED' },
    templateVersion: draft.templateVersion,
    receivedAt,
    updatedAt: plan.filedAt,
    origin: {
      file: file.id,
      place,
      digest,
      contentDigest: draft.digest,
      ...(certificate && { certificate }),
      verifiedAt: receivedAt,
    },
  } as unknown as UnfiledDocument);
}
