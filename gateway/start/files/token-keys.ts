import { watchFile } from '../../../subgraphs/kit/watch-file.ts';
import type { JWTVerifyGetKey } from 'jose';
import { localKeys, remoteKeys } from '../../identity/token-verifier.ts';
import { readNamedFile } from '../../cli/read-file.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';

/** Keys of an issuer that follow its rotation. */
export interface IssuerKeys {
  readonly keys: JWTVerifyGetKey;
  /** The key set where it is at hand; undefined where it is fetched when it is needed. */
  readonly set: unknown;
  /** Ends following them. */
  readonly close: () => void;
}

/**
 * Opens a key set: from a URL, fetched again when a token names a key that is not known, or from a file, read again when
 * it changes.
 *
 * @param option the option that named it, for errors
 * @param tell is given a line about each change of the file
 * @throws UsageError
 */
export async function openIssuerKeys(
  option: string,
  jwks: string,
  tell: (line: string) => void,
): Promise<IssuerKeys> {
  if (/^https?:\/\//.test(jwks)) {
    if (!URL.canParse(jwks)) throw new UsageError(`--${option} ${jwks} is no URL.`);
    return { keys: remoteKeys(new URL(jwks)), set: undefined, close: () => {} };
  }
  const text = await readNamedFile(option, jwks);
  const set = parseKeySet(text);
  if (set === undefined) {
    throw new UsageError(`--${option} ${jwks} must hold a JSON Web Key Set of public keys: {"keys":[…]}.`);
  }
  let current = localKeys(set);
  const close = watchFile(jwks, text, (changed) => {
    const next = parseKeySet(changed);
    if (next !== undefined) current = localKeys(next);
    tell(next ? `Reloaded: ${jwks}` : `${jwks} was changed and not taken over: it is no set of public keys.`);
  });
  return { keys: (header, token) => current(header, token), set, close };
}

/** No word of the text in any error: it may hold a private key. */
function parseKeySet(text: string): { readonly keys: readonly object[] } | undefined {
  try {
    const set: unknown = JSON.parse(text);
    localKeys(set);
    const { keys } = set as { readonly keys: readonly object[] };
    return keys.some((key) => 'd' in key || 'k' in key) ? undefined : { keys };
  } catch {
    return undefined;
  }
}
