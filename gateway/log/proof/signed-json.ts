import { CompactSign, compactVerify, importJWK, type CompactVerifyGetKey, type JWK } from 'jose';
import { canonicalJson } from './canonical-json.ts';

/** Signs what a log says of itself. @returns compact JWS (RFC 7515) over the canonical JSON of the value */
export type JsonSigner = (type: string, value: unknown) => Promise<string>;

/** Public keys by `kid`. */
export type LogKeys = CompactVerifyGetKey;

/**
 * A signer over the private key of a log. The type of what is signed is part of it, so that nothing else that a key signed can
 * stand in for it (RFC 8725, 3.11).
 *
 * @throws Error when the key is not a private Ed25519 JWK with a `kid`
 */
export async function createJsonSigner(key: JWK): Promise<JsonSigner> {
  if (key.kty !== 'OKP' || key.crv !== 'Ed25519' || !key.d || !key.kid) {
    throw new Error('The key of a log must be a private Ed25519 JWK with a kid.');
  }
  const privateKey = await importJWK(key, 'EdDSA');
  const header = { alg: 'EdDSA', kid: key.kid };
  return (typ, value) =>
    new CompactSign(Buffer.from(canonicalJson(value)))
      .setProtectedHeader({ ...header, typ })
      .sign(privateKey);
}

/**
 * Reads what was signed.
 *
 * @returns undefined when what is signed is of another type, or no canonical JSON
 * @throws Error that says in words what is wrong with the signature
 */
export async function readSignedJson(jws: string, keys: LogKeys, type: string): Promise<unknown> {
  // A lenient decoder takes several texts for the same bytes; of what was signed there is one.
  const isOneText = jws
    .split('.')
    .every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
  if (!isOneText) throw new Error('it is no compact JWS');
  const { payload, protectedHeader } = await compactVerify(jws, keys, { algorithms: ['EdDSA'] }).catch(
    (error: unknown) => {
      throw new Error(reasonOf(error));
    },
  );
  return protectedHeader.typ === type ? parse(Buffer.from(payload).toString()) : undefined;
}

/** The three ways in which a signature fails are told apart: they ask for different action. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_JWKS_NO_MATCHING_KEY') return 'its key is not among the known ones';
  if (code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED') return 'its signature is not that of its key';
  return 'it is no compact JWS';
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return canonicalJson(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}
