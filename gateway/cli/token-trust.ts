import {
  createTokenVerifier,
  localKeys,
  remoteKeys,
  type TokenVerifier,
} from '../identity/token-verifier.ts';
import { readNamedFile } from './read-file.ts';
import { UsageError } from './usage-error.ts';

/** Whose tokens are accepted, as the options of the command say. */
export interface TokenOptions {
  /** URL or file of the issuer's JSON Web Key Set. */
  readonly jwks: string | undefined;
  readonly issuer: string | undefined;
  readonly audience: string | undefined;
}

/**
 * A verifier of tokens; undefined when none of the options is given, so that everybody is anonymous.
 * @throws UsageError
 */
export async function readTokenTrust({
  jwks,
  issuer,
  audience,
}: TokenOptions): Promise<TokenVerifier | undefined> {
  if (jwks === undefined && issuer === undefined && audience === undefined) return undefined;
  if (!jwks || !issuer || !audience) {
    throw new UsageError('--jwks, --issuer and --audience belong together: give all three, or none of them.');
  }
  if (/^https?:\/\//.test(jwks)) {
    if (!URL.canParse(jwks)) throw new UsageError(`--jwks ${jwks} is no URL.`);
    return createTokenVerifier({ keys: remoteKeys(new URL(jwks)), issuer, audience });
  }
  const text = await readNamedFile('jwks', jwks);
  try {
    return createTokenVerifier({ keys: localKeys(JSON.parse(text)), issuer, audience });
  } catch {
    throw new UsageError(`--jwks ${jwks} must hold a JSON Web Key Set: {"keys":[…]}.`);
  }
}
