import { isRecord } from '../../../../schema/untrusted-json.ts';
import { readClaimName } from '../mask-variants.ts';
import { SealRefused } from '../sd-jwt/seal-refused.ts';
import type { VerifiedDocument } from './verify-document.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Compares what stands beside a seal in an answer with what was sealed. A seal proves itself alone: beside values of
 * somebody else it would prove them to whoever does not look. Keys that are aliases are taken for the fields that they
 * are called: such an answer can be refused, never wrongly believed.
 *
 * @returns paths of what stands beside it and is not sealed, or not told by it: nothing proves these
 * @throws SealRefused `OTHER_DOCUMENT`, `OTHER_VALUE`
 */
export function compareBeside(
  { id, claims }: Pick<VerifiedDocument, 'id' | 'claims'>,
  beside: Fields,
): readonly string[] {
  const { id: besideId = id, ...fields } = beside;
  if (besideId !== id) throw new SealRefused('OTHER_DOCUMENT');
  return compareFields(claims, fields, '');
}

function compareFields(claims: Fields, beside: Fields, prefix: string): readonly string[] {
  return Object.entries(beside).flatMap(([name, value]) => {
    if (name === '__typename') return [];
    const told = claimsOf(claims, name);
    // Null says nothing: it can be what is not there, and what is not told.
    if (told.length === 0) return value === null ? [] : [prefix + name];
    return compareValue(told, value, prefix + name);
  });
}

/** What is told of a field: plain or shortened. */
function claimsOf(claims: Fields, name: string): readonly unknown[] {
  return Object.entries(claims).flatMap(([claim, value]) =>
    readClaimName(claim).field === name ? [value] : [],
  );
}

function compareValue(told: readonly unknown[], beside: unknown, path: string): readonly string[] {
  const [claim] = told;
  if (isRecord(beside) && isRecord(claim)) return compareFields(claim, beside, `${path}.`);
  if (Array.isArray(beside) && Array.isArray(claim) && beside.length === claim.length)
    return beside.flatMap((item: unknown, at) => compareValue([claim[at]], item, `${path}.${at}`));
  if (told.includes(beside)) return [];
  throw new SealRefused('OTHER_VALUE', path);
}
