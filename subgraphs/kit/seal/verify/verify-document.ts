import { isValidAt, issuerOf, type AgencyKey } from '../../keys/agency-key.ts';
import { documentType, sealType } from '../seal-document.ts';
import { openClaims } from '../sd-jwt/open-claims.ts';
import { SealRefused } from '../sd-jwt/seal-refused.ts';
import { readSealedText } from '../sd-jwt/sealed-text.ts';
import { readPlace, statusOf, type DocumentStanding, type StatusLists } from '../status/status-of.ts';
import { verifySigned, type PublishedKeys } from './published-keys.ts';

/** What a seal is verified with. */
export interface VerifyOptions {
  /** Of the agencies: `/.well-known/jwks.json` of the hub, or a copy of it. */
  readonly keys: PublishedKeys;
  /** Verified status lists (`readStatusLists`); without the one of this seal nobody knows whether it still holds. */
  readonly statusLists?: StatusLists;
  /** Seconds since 1970; the present if left out. */
  readonly now?: number;
}

/** A document that is genuine, and what its seal tells. */
export interface VerifiedDocument {
  /** Its custodian, who sealed it: the name of an agency in the graph. */
  readonly agency: string;
  /** The type of the graph that it is: `DischargePaper`. */
  readonly type: string;
  /** Opaque id of this version. */
  readonly id: string;
  /** When it was sealed; seconds since 1970. */
  readonly sealedAt: number;
  readonly key: AgencyKey;
  /** Whether its key signs no new seals any more: the seal holds all the same. */
  readonly isKeyRetired: boolean;
  /** What is told, without the technical claims; shortened values under their own names (`code:LAST4`). */
  readonly claims: Readonly<Record<string, unknown>>;
  /** How many sealed values are not told, of what can be seen: see `openClaims`. */
  readonly withheld: number;
  readonly standing: DocumentStanding;
}

/** How far the clocks of a custodian and a verifier may be apart; seconds. */
const clockSkew = 300;

/**
 * Verifies a presentation of a document's seal: offline, by published keys alone.
 *
 * @throws SealRefused, whose code says why it proves nothing
 */
export async function verifyDocument(
  presentation: string,
  { keys, statusLists = new Map(), now = Math.floor(Date.now() / 1000) }: VerifyOptions,
): Promise<VerifiedDocument> {
  const { jwt, payload, disclosures } = readSealedText(presentation);
  const { key } = await verifySigned(jwt, sealType, keys);
  const { agency } = key;
  const { sealedAt, id, type } = readIdentity(payload, agency);
  if (!isValidAt(key, sealedAt)) throw new SealRefused('KEY_NOT_VALID_THEN');
  if (sealedAt > now + clockSkew) throw new SealRefused('SEALED_LATER');
  const { claims, withheld } = openClaims(payload, disclosures);
  const { iss: _iss, iat: _iat, vct: _vct, sub: _sub, status: _status, ...told } = claims;
  return {
    agency,
    type,
    id,
    sealedAt,
    key,
    isKeyRetired: !isValidAt(key, now),
    claims: told,
    withheld,
    standing: statusOf(statusLists, readPlace(payload), now),
  };
}

/** Who sealed what, and when: nothing of it can be withheld. */
function readIdentity(payload: Readonly<Record<string, unknown>>, agency: string) {
  const { iss, iat, vct, sub } = payload;
  if (typeof iss !== 'string' || typeof vct !== 'string' || typeof sub !== 'string' || sub === '')
    throw new SealRefused('CLAIMS');
  if (typeof iat !== 'number' || !Number.isSafeInteger(iat)) throw new SealRefused('CLAIMS');
  const kinds = documentType(agency, '');
  if (iss !== issuerOf(agency) || !vct.startsWith(kinds)) throw new SealRefused('FOREIGN_KEY');
  return { sealedAt: iat, id: sub, type: vct.slice(kinds.length) };
}
