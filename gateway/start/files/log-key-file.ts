import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JSONWebKeySet, type JWK } from 'jose';
import { createHeadSigner } from '../../log/proof/signed-head.ts';
import { readNamedFile, type ReadNamed } from '../../cli/read-file.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';

/** The keys of a log: the one that signs, those that are published to sign after it, and those that signed before. */
export interface LogKeys {
  readonly key: JWK;
  readonly nextKeys: readonly JWK[];
  /** Without what is secret of them: they sign no more. */
  readonly pastKeys: readonly JWK[];
}

/**
 * The keys of a log, from the file that `--log-key` names: one private key, or `{"keys":[…]}`, of which the first private one signs.
 * Public ones are of those that signed before.
 *
 * @throws UsageError when the file holds no private Ed25519 JWK, or anything but Ed25519 JWKs
 */
export async function readLogKeys(path: string, read: ReadNamed = readNamedFile): Promise<LogKeys> {
  const text = await read('log-key', path);
  try {
    const keys = keysIn(JSON.parse(text) as JWK | JSONWebKeySet);
    const [key, ...nextKeys] = keys.filter(({ d }) => d !== undefined);
    if (!key) throw new Error('there is none');
    for (const each of [key, ...nextKeys]) await createHeadSigner(each);
    const pastKeys = keys.filter(({ d }) => d === undefined);
    if (!pastKeys.every(isPublicKey)) throw new Error('there is one of another kind');
    return { key, nextKeys, pastKeys };
  } catch {
    // No detail: what the parser says may quote the key.
    throw new UsageError(
      `--log-key ${path} must hold a private Ed25519 key as JWK; \`npm run context-key\` makes one: {"kty":"OKP","crv":"Ed25519","kid":…,"x":…,"d":…}.`,
    );
  }
}

function isPublicKey({ kty, crv, kid, x }: JWK): boolean {
  return kty === 'OKP' && crv === 'Ed25519' && typeof kid === 'string' && typeof x === 'string';
}

function keysIn(file: JWK | JSONWebKeySet): readonly JWK[] {
  return 'keys' in file ? (file as JSONWebKeySet).keys : [file];
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
