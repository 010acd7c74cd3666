import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { createHeadSigner } from '../log/proof/signed-head.ts';
import { readNamedFile } from './read-file.ts';
import { UsageError } from './usage-error.ts';

/**
 * The private key of a log, from the file that `--log-key` names.
 *
 * @throws UsageError when the file holds no private Ed25519 JWK
 */
export async function readLogKey(path: string): Promise<JWK> {
  const text = await readNamedFile('log-key', path);
  try {
    const key = JSON.parse(text) as JWK;
    await createHeadSigner(key);
    return key;
  } catch {
    // No detail: what the parser says may quote the key.
    throw new UsageError(
      `--log-key ${path} must hold a private Ed25519 key as JWK; \`npm run context-key\` makes one: {"kty":"OKP","crv":"Ed25519","kid":…,"x":…,"d":…}.`,
    );
  }
}

/** A key that ends with the process, for development. */
export async function passingLogKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const key = await exportJWK(privateKey);
  return { ...key, kid: await calculateJwkThumbprint(key), alg: 'EdDSA', use: 'sig' };
}

/** The key that is kept in a file for development, made when it is not there. */
export async function developmentLogKey(path: string): Promise<JWK> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as JWK;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const key = await passingLogKey();
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(key)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  return key;
}
