import { SealRefused } from './seal-refused.ts';

/** An SD-JWT apart, nothing of it believed yet. */
export interface SealedText {
  /** The signed part, a compact JWS. */
  readonly jwt: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Encoded, in the order in which they stand. */
  readonly disclosures: readonly string[];
}

/** A paper with all that is in it is some ten kilobytes. */
const longestText = 1024 * 1024;
const form = /^[\w-]+\.[\w-]+\.[\w-]*~([\w-]+~)*$/;

/** Writes the compact form of RFC 9901, section 4; the end is empty, as nobody's key is bound to a paper. */
export function writeSealedText(jwt: string, disclosures: readonly string[]): string {
  return [jwt, ...disclosures, ''].join('~');
}

/** @throws SealRefused where the text is none */
export function readSealedText(text: string): SealedText {
  if (text.length > longestText || !form.test(text)) throw new SealRefused('NOT_A_SEAL');
  const [jwt = '', ...disclosures] = text.split('~').slice(0, -1);
  const [header = '', payload = '', signature = ''] = jwt.split('.');
  decode(signature);
  return { jwt, header: readObject(header), payload: readObject(payload), disclosures };
}

/** @throws SealRefused where it is no base64url of JSON */
export function readJson(encoded: string): unknown {
  try {
    return JSON.parse(strictText.decode(decode(encoded)));
  } catch {
    throw new SealRefused('NOT_A_SEAL');
  }
}

const strictText = new TextDecoder('utf-8', { fatal: true });

/** A lenient decoder takes several texts for the same bytes; of a part of a seal there is one. */
function decode(encoded: string): Uint8Array {
  const bytes = Buffer.from(encoded, 'base64url');
  if (bytes.toString('base64url') !== encoded) throw new SealRefused('NOT_A_SEAL');
  return bytes;
}

function readObject(encoded: string): Readonly<Record<string, unknown>> {
  const value = readJson(encoded);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SealRefused('NOT_A_SEAL');
  return value as Readonly<Record<string, unknown>>;
}
