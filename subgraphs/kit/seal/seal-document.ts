import { issuerOf } from '../keys/agency-key.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { RecordClaims } from './read-claims.ts';
import { conceal, type PlacedDisclosure } from './sd-jwt/conceal.ts';
import type { SealIdentity } from './sealed-type.ts';

/** `typ` of a seal, so that nothing else that a key signed can stand in for one (RFC 8725, 3.11; RFC 9901, 9.11). */
export const sealType = 'document-seal+sd-jwt';

/** `vct`: the kind of document, as its custodian names it in the graph. A key seals no other agency's kinds. */
export function documentType(agency: string, typeName: string): string {
  return `https://lienthong.gov.vn/documents/${agency}/${typeName}`;
}

/** Where a seal stands in the status lists of its agency: see `status/sign-status-list.ts`. */
export interface StatusPlace {
  readonly uri: string;
  readonly idx: number;
}

/** A document sealed: what is signed, and all that can be told of it. */
export interface SealedDocument {
  readonly jwt: string;
  /** Key that signed it. */
  readonly kid: string;
  readonly disclosures: readonly PlacedDisclosure[];
}

/**
 * Seals a version of a document: an SD-JWT (RFC 9901) by the key of its custodian.
 *
 * @param now seconds since 1970
 * @throws Error when no key is in force, or its signer is away
 */
export async function sealDocument(
  { clear, claims }: RecordClaims,
  { typeName, identity, status }: { typeName: string; identity: SealIdentity; status: StatusPlace },
  keys: KeyRing,
  now: number,
): Promise<SealedDocument> {
  const { digests, disclosures } = conceal(claims);
  const payload = {
    iss: issuerOf(keys.agency),
    iat: now,
    vct: documentType(keys.agency, typeName),
    sub: identity.id,
    ...identity.partOf,
    ...clear,
    status: { status_list: { idx: status.idx, uri: status.uri } },
    _sd_alg: 'sha-256',
    _sd: digests,
  };
  const { jws, kid } = await keys.sign({ typ: sealType }, payload, now);
  return { jwt: jws, kid, disclosures };
}
