import { digestOf } from './disclosure.ts';
import { SealRefused } from './seal-refused.ts';
import { readJson } from './sealed-text.ts';

/** What a presentation tells. */
export interface OpenClaims {
  readonly claims: Readonly<Record<string, unknown>>;
  /** Claims that were sealed and are not told, as far as can be seen: what is in an untold object is not counted. */
  readonly withheld: number;
}

/** Deeper than any document, and far from the end of the stack. */
const deepest = 16;

/**
 * Puts what is disclosed in the places of its digests, by the rules of RFC 9901, section 7.1, steps 3 to 5. The signature
 * over the payload is another's business.
 *
 * @param disclosures encoded, as they stand in the presentation
 * @throws SealRefused for whatever is not as its issuer sealed it
 */
export function openClaims(
  payload: Readonly<Record<string, unknown>>,
  disclosures: readonly string[],
): OpenClaims {
  const untold = new Map(disclosures.map((encoded) => [digestOf(encoded), encoded]));
  if (untold.size < disclosures.length) throw new SealRefused('DUPLICATE_DIGEST');
  const { _sd_alg: algorithm = 'sha-256', ...sealed } = payload;
  if (algorithm !== 'sha-256') throw new SealRefused('ALGORITHM');
  const seen = new Set<string>();

  const openObject = (object: object, depth: number): Record<string, unknown> => {
    const open = new Map<string, unknown>();
    const { _sd: digests = [], ...plain } = object as Readonly<Record<string, unknown>>;
    for (const [name, value] of Object.entries(plain)) {
      if (isReserved(name)) throw new SealRefused('DISCLOSURE_FORM');
      open.set(name, openValue(value, depth));
    }
    if (!Array.isArray(digests)) throw new SealRefused('DISCLOSURE_FORM');
    for (const digest of digests) {
      if (typeof digest !== 'string') throw new SealRefused('DISCLOSURE_FORM');
      if (seen.has(digest)) throw new SealRefused('DUPLICATE_DIGEST');
      seen.add(digest);
      const encoded = untold.get(digest);
      if (encoded === undefined) continue;
      untold.delete(digest);
      const [name, value] = readDisclosure(encoded);
      if (open.has(name)) throw new SealRefused('DISCLOSURE_FORM');
      open.set(name, openValue(value, depth));
    }
    // Not by assignment: a claim may be called `__proto__`.
    return Object.fromEntries(open);
  };
  const openValue = (value: unknown, depth: number): unknown => {
    if (depth >= deepest) throw new SealRefused('DISCLOSURE_FORM');
    if (Array.isArray(value)) return value.map((each) => openValue(each, depth + 1));
    return typeof value === 'object' && value !== null ? openObject(value, depth + 1) : value;
  };

  const claims = openObject(sealed, 0);
  if (untold.size > 0) throw new SealRefused('FOREIGN_DISCLOSURE');
  return { claims, withheld: seen.size - disclosures.length };
}

/** Our seals disclose claims of objects alone, no elements of lists. */
function readDisclosure(encoded: string): readonly [name: string, value: unknown] {
  const disclosed = readJson(encoded);
  if (!Array.isArray(disclosed) || disclosed.length !== 3) throw new SealRefused('DISCLOSURE_FORM');
  const [salt, name, value] = disclosed as readonly unknown[];
  if (typeof salt !== 'string' || typeof name !== 'string' || isReserved(name))
    throw new SealRefused('DISCLOSURE_FORM');
  return [name, value];
}

function isReserved(name: string): boolean {
  return name === '_sd' || name === '...' || name === '_sd_alg';
}
