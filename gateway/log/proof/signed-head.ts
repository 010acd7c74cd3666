import { CompactSign, compactVerify, importJWK, type CompactVerifyGetKey, type JWK } from 'jose';
import type { TreeHead } from '../month-progress.ts';
import { canonicalJson } from './canonical-json.ts';

/** `typ` of a signed head, so that nothing else that a key signed can stand in for one (RFC 8725, 3.11). */
const headType = 'log-head+jws';

/** Signs heads of one gateway's log. @returns compact JWS (RFC 7515) over the canonical JSON of the head */
export type HeadSigner = (head: TreeHead) => Promise<string>;

/** Public keys by `kid`. */
export type HeadKeys = CompactVerifyGetKey;

/**
 * A signer over the private key of a log.
 *
 * @throws Error when the key is not a private Ed25519 JWK with a `kid`
 */
export async function createHeadSigner(key: JWK): Promise<HeadSigner> {
  if (key.kty !== 'OKP' || key.crv !== 'Ed25519' || !key.d || !key.kid) {
    throw new Error('The key of a log must be a private Ed25519 JWK with a kid.');
  }
  const privateKey = await importJWK(key, 'EdDSA');
  const header = { alg: 'EdDSA', kid: key.kid, typ: headType };
  return (head) =>
    new CompactSign(Buffer.from(canonicalJson(head))).setProtectedHeader(header).sign(privateKey);
}

/**
 * Reads a signed head.
 *
 * @throws Error that says in words what is wrong with it
 */
export async function readSignedHead(jws: string, keys: HeadKeys): Promise<TreeHead> {
  // A lenient decoder takes several texts for the same bytes; of a head there is one.
  const isOneText = jws
    .split('.')
    .every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
  if (!isOneText) throw new Error('it is no compact JWS');
  const { payload, protectedHeader } = await compactVerify(jws, keys, { algorithms: ['EdDSA'] }).catch(
    (error: unknown) => {
      throw new Error(reasonOf(error));
    },
  );
  const head = parse(Buffer.from(payload).toString());
  if (protectedHeader.typ !== headType || head === undefined) throw new Error('what is signed is no head');
  return head;
}

/** The three ways in which a signature fails are told apart: they ask for different action. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_JWKS_NO_MATCHING_KEY') return 'its key is not among the known ones';
  if (code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED') return 'its signature is not that of its key';
  return 'it is no compact JWS';
}

function parse(text: string): TreeHead | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isHead(value) && canonicalJson(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

function isHead(value: unknown): value is TreeHead {
  if (typeof value !== 'object' || value === null) return false;
  const { first, size, ...texts } = value as Readonly<Record<string, unknown>>;
  const names = ['at', 'gateway', 'last', 'month', 'previous', 'root'];
  return (
    [first, size].every((count) => Number.isSafeInteger(count) && Number(count) >= 0) &&
    names.length === Object.keys(texts).length &&
    names.every((name) => typeof texts[name] === 'string')
  );
}
