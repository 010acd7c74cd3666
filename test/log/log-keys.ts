import { createLocalJWKSet, exportJWK, generateKeyPair, type JWK } from 'jose';
import type { HeadKeys } from '../../gateway/log/proof/signed-head.ts';

/** A key pair of a log. */
export interface LogKeys {
  readonly key: JWK;
  readonly keys: HeadKeys;
}

/** @param kid name of the key */
export async function makeLogKeys(kid = 'log-key'): Promise<LogKeys> {
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  return {
    key: { ...(await exportJWK(pair.privateKey)), kid },
    keys: createLocalJWKSet({ keys: [{ ...(await exportJWK(pair.publicKey)), kid }] }),
  };
}
