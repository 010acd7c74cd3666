import type { JWK } from 'jose';
import type { TreeHead } from '../month-progress.ts';
import { createJsonSigner, readSignedJson, type LogKeys } from './signed-json.ts';

const headType = 'log-head+jws';

/** Signs heads of one gateway's log. @returns compact JWS (RFC 7515) over the canonical JSON of the head */
export type HeadSigner = (head: TreeHead) => Promise<string>;

/** Public keys by `kid`. */
export type HeadKeys = LogKeys;

/**
 * A signer over the private key of a log.
 *
 * @throws Error when the key is not a private Ed25519 JWK with a `kid`
 */
export async function createHeadSigner(key: JWK): Promise<HeadSigner> {
  const sign = await createJsonSigner(key);
  return (head) => sign(headType, head);
}

/**
 * Reads a signed head.
 *
 * @throws Error that says in words what is wrong with it
 */
export async function readSignedHead(jws: string, keys: HeadKeys): Promise<TreeHead> {
  const head = await readSignedJson(jws, keys, headType);
  if (!isHead(head)) throw new Error('what is signed is no head');
  return head;
}

function isHead(value: unknown): value is TreeHead {
  if (typeof value !== 'object' || value === null) return false;
  const { first, size, end, ...texts } = value as Readonly<Record<string, unknown>>;
  const names = ['at', 'gateway', 'last', 'month', 'previous', 'root'];
  return (
    [first, size].every((count) => Number.isSafeInteger(count) && Number(count) >= 0) &&
    (end === undefined || end === true) &&
    names.length === Object.keys(texts).length &&
    names.every((name) => typeof texts[name] === 'string')
  );
}
