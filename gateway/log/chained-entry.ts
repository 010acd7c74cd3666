import type { DisclosureEntry } from './disclosure-entry.ts';
import type { Link } from './month-progress.ts';
import { canonicalJson } from './proof/canonical-json.ts';

/** An entry in its place in the chain: what one line of the log says. */
export interface ChainedEntry extends Link {
  readonly entry: DisclosureEntry;
  /** The gateway that wrote it; each writes a chain of its own. */
  readonly gateway: string;
}

/**
 * The line of an entry: canonical JSON (RFC 8785), put around what is canonical already.
 *
 * @param entry canonical JSON of a `DisclosureEntry`
 */
export function chainedLine(entry: string, gateway: string, { sequence, previous }: Link): string {
  return `{"entry":${entry},"gateway":"${gateway}","previous":"${previous}","sequence":${sequence}}`;
}

/**
 * Reads a line of the log. What the entry itself says is not looked at: the log proves that it is what was written.
 *
 * @throws Error that says in words what the line is not; it holds nothing of it
 */
export function readChainedLine(line: Uint8Array): ChainedEntry {
  const value = parse(line);
  if (!isChained(value)) throw new Error('it is no entry with its gateway, sequence and the hash before');
  return value;
}

function parse(line: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line);
    const value: unknown = JSON.parse(text);
    if (canonicalJson(value) === text) return value;
  } catch {
    // What the parser says would quote the line.
  }
  throw new Error('it is not canonical JSON');
}

function isChained(value: unknown): value is ChainedEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { entry, gateway, previous, sequence, ...others } = value as Readonly<Record<string, unknown>>;
  return (
    typeof entry === 'object' &&
    entry !== null &&
    typeof gateway === 'string' &&
    typeof previous === 'string' &&
    Number.isSafeInteger(sequence) &&
    Object.keys(others).length === 0
  );
}
