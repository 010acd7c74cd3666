import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { leadsToRoot } from './leads-to-root.ts';
import type { Receipt } from './receipt.ts';

/**
 * The public keys that ever signed heads of the log, as the hub publishes them: no agency's key is good for the log.
 *
 * @throws when they cannot be had
 */
export async function fetchLogKeys(): Promise<JSONWebKeySet> {
  const response = await fetch('/.well-known/jwks.json');
  if (!response.ok) throw new Error(`no keys of the log (HTTP ${response.status})`);
  const { keys } = (await response.json()) as JSONWebKeySet;
  return { keys: keys.filter((key) => 'signs' in key && key.signs === 'disclosure-log') };
}

/** Whether a receipt is good: the head is signed by the log, and the path leads from the line to it. */
export async function checkReceipt(receipt: Receipt, keys: JSONWebKeySet): Promise<boolean> {
  return (await isSigned(receipt.head ?? '', keys)) && leadsToRoot(receipt);
}

async function isSigned(head: string, keys: JSONWebKeySet): Promise<boolean> {
  try {
    const { protectedHeader } = await compactVerify(head, createLocalJWKSet(keys), { algorithms: ['EdDSA'] });
    return protectedHeader.typ === 'log-head+jws';
  } catch {
    return false;
  }
}

/** A receipt out of the text of a file; undefined where it is none. */
export function readReceipt(text: string): Receipt | undefined {
  try {
    const { entry = null, leaf = null, sequence = null, head, proof } = JSON.parse(text) as Partial<Receipt>;
    const isOne = typeof head === 'string' && Array.isArray(proof) && typeof leaf === 'string';
    return isOne ? { entry, leaf, sequence, head, proof } : undefined;
  } catch {
    return undefined;
  }
}
