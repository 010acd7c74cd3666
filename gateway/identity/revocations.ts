import { parseDocument } from 'yaml';
import type { TokenClaims } from './token-claims.ts';

/** What is no longer accepted although it was issued: single tokens, all of an actor, all of a client. */
export interface Revocations {
  readonly tokens: ReadonlySet<string>;
  readonly actors: ReadonlySet<string>;
  readonly clients: ReadonlySet<string>;
}

/** Nothing is revoked. */
export const noRevocations: Revocations = { tokens: new Set(), actors: new Set(), clients: new Set() };

const kinds = ['jti', 'sub', 'client'] as const;

/**
 * Reads a revocation list: YAML, each entry with one of `jti`, `sub` and `client`, and if wanted a `reason`.
 *
 * @throws Error of one line that names the entry and the fix, and quotes nothing
 */
export function readRevocations(text: string): Revocations {
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken) throw new Error(`line ${broken.linePos?.[0].line ?? 1}: it is not valid YAML.`);
  const list: unknown = document.toJS() ?? [];
  if (!Array.isArray(list)) throw new Error('it must be a list of entries such as `- jti: …`.');
  const entries = list.map(readEntry);
  const idsOf = (wanted: string) =>
    new Set(entries.filter(({ kind }) => kind === wanted).map(({ id }) => id));
  return { tokens: idsOf('jti'), actors: idsOf('sub'), clients: idsOf('client') };
}

function readEntry(entry: unknown, index: number): { readonly kind: string; readonly id: string } {
  const fields = Object.entries(typeof entry === 'object' && entry !== null ? entry : {});
  const [named, ...more] = fields.filter(([key]) => kinds.some((kind) => kind === key));
  const isPlain = fields.every(
    ([key, value]) => typeof value === 'string' && (key === 'reason' || value !== ''),
  );
  const isKnown = fields.every(([key]) => key === 'reason' || kinds.some((kind) => kind === key));
  if (named === undefined || more.length > 0 || !isPlain || !isKnown) {
    throw new Error(
      `entry ${index + 1}: it must have one of jti, sub and client, as a text in quotes, and if wanted a reason.`,
    );
  }
  return { kind: named[0], id: String(named[1]) };
}

/** Whether a token is no longer accepted. */
export function isRevoked({ tokens, actors, clients }: Revocations, claims: TokenClaims): boolean {
  const { tokenId = '', actor = '', client = '' } = claims;
  return tokens.has(tokenId) || actors.has(actor) || clients.has(client);
}
