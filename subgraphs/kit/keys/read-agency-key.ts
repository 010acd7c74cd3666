import type { JWK } from 'jose';
import { curves, sealAlgorithms, type AgencyKey } from './agency-key.ts';

/** Members that say where the public point of a key lies, by its type: nothing else of the material is published. */
const publicMembers = { EdDSA: ['kty', 'crv', 'x'], ES256: ['kty', 'crv', 'x', 'y'] } as const;

/**
 * The public half of an entry of a key set, with its validity.
 *
 * @returns undefined for a key that is not for seals, such as one of a disclosure log
 * @throws Error that says which member is wrong; never with a member's value
 */
export function readAgencyKey(entry: unknown): AgencyKey | undefined {
  if (typeof entry !== 'object' || entry === null) throw new Error('holds an entry that is no key');
  const key = entry as Readonly<Record<string, unknown>> & JWK;
  if (key['agency'] === undefined) return undefined;
  const { kid, alg, agency, nbf, exp, revoked } = key as Partial<AgencyKey>;
  if (typeof kid !== 'string' || kid === '') throw new Error('holds a key without a kid');
  const named = `holds the key ${kid}, whose`;
  const algorithm = sealAlgorithms.find((name) => name === alg);
  if (!algorithm) throw new Error(`${named} alg is not ${sealAlgorithms.join(' or ')}`);
  if (key.crv !== curves[algorithm]) throw new Error(`${named} crv is not ${curves[algorithm]}`);
  if (typeof agency !== 'string') throw new Error(`${named} agency is no name`);
  if (!isMoment(nbf) || !isMoment(exp) || nbf >= exp)
    throw new Error(`${named} nbf and exp are no moments in this order, in seconds since 1970`);
  if (revoked !== undefined && !isMoment(revoked.revoked_at))
    throw new Error(`${named} revoked has no revoked_at`);
  const point = publicMembers[algorithm].map((member) => [member, key[member]] as const);
  if (point.some(([, value]) => typeof value !== 'string'))
    throw new Error(`${named} ${publicMembers[algorithm].join(', ')} are not all there`);
  return {
    ...(Object.fromEntries(point) as Pick<JWK, 'kty' | 'crv' | 'x' | 'y'>),
    kid,
    alg: algorithm,
    use: 'sig',
    agency,
    nbf,
    exp,
    ...(revoked && { revoked }),
  };
}

function isMoment(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** The entries of a JSON Web Key Set. @throws Error where there are none */
export function entriesOf(set: unknown): readonly unknown[] {
  const keys: unknown = typeof set === 'object' && set !== null && 'keys' in set ? set.keys : undefined;
  if (!Array.isArray(keys)) throw new Error('is no JSON Web Key Set: {"keys":[…]}');
  return keys;
}
