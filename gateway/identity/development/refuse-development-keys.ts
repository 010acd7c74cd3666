import { calculateJwkThumbprint, exportJWK, errors, type CryptoKey, type JWTVerifyGetKey } from 'jose';
import { developmentIssuer, developmentKey } from './development-issuer.ts';
import type { TokenTrust } from '../token-verifier.ts';

/**
 * Trust that a production start can live with: the development key is public, so whoever trusts it lets in everybody.
 * A key that comes later, by rotation or from a URL, is looked at before it proves its first token.
 *
 * @param keySets the key sets that are at hand already
 * @throws Error that says what to do when the development issuer or its key is among them
 */
export async function refuseDevelopmentKeys(
  trust: readonly TokenTrust[],
  keySets: readonly unknown[],
): Promise<readonly TokenTrust[]> {
  const keys = keySets.flatMap(keysIn);
  const marked = await Promise.all(keys.map(isDevelopmentKey));
  if (marked.includes(true) || trust.some(({ issuer }) => issuer === developmentIssuer)) {
    throw new Error(
      'The development issuer is public and cannot be trusted in production; give the keys of a real issuer.',
    );
  }
  return trust.map((one) => ({ ...one, keys: withoutDevelopmentKey(one.keys) }));
}

function withoutDevelopmentKey(keys: JWTVerifyGetKey): JWTVerifyGetKey {
  const judged = new WeakMap<CryptoKey, Promise<boolean>>();
  return async (header, token) => {
    const key = await keys(header, token);
    if (!(key instanceof CryptoKey)) return key;
    const verdict = judged.get(key) ?? exportJWK(key).then(isDevelopmentKey);
    judged.set(key, verdict);
    if (await verdict) throw new errors.JWKSNoMatchingKey();
    return key;
  };
}

const markedThumbprint = calculateJwkThumbprint(developmentKey);

/** By what the key is, not by what it is called. */
async function isDevelopmentKey(key: object): Promise<boolean> {
  const thumbprint = await calculateJwkThumbprint(key).catch(() => undefined);
  return thumbprint === (await markedThumbprint);
}

function keysIn(set: unknown): readonly object[] {
  const keys: unknown = typeof set === 'object' && set !== null && 'keys' in set ? set.keys : [];
  return Array.isArray(keys) ? keys.filter((key) => typeof key === 'object' && key !== null) : [];
}
