import { hash } from 'node:crypto';
import type { ByteText } from './byte-text.ts';

/** Characters of a text that is looked up as it is. */
const longest = 8_000;

/**
 * A text of JSON to be looked up in a map. V8 tells texts of more than 16,383 characters apart by their length alone, so an
 * agency could have thousands of long ones compared with one another, while everybody waits.
 */
export function mapKey(text: ByteText): string {
  return text.length > longest ? `#${hash('sha256', text)}` : text;
}
