import { createPublicKey, randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { exportJWK, generateKeyPair } from 'jose';
import {
  curves,
  sealAlgorithms,
  type AgencyKey,
  type SealAlgorithm,
} from '../../../subgraphs/kit/keys/agency-key.ts';
import { readKeyRing } from '../../../subgraphs/kit/keys/read-key-ring.ts';
import { addKey, revokeKey } from '../../../subgraphs/kit/keys/rotate-keys.ts';
import type { SealKeyOptions } from './seal-key-options.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';

const day = 24 * 60 * 60;

/**
 * Adds a key to the key file of an agency, which is made where it is not there, or revokes one. An agency that runs takes
 * the change over.
 *
 * @returns what was done, in one line
 * @throws UsageError
 */
export async function changeSealKeys({ keys: path, agency, change }: SealKeyOptions): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const found = await readKeys(path, agency);
  // A second key in a file of its own would leave the agency without one: the path is mistyped.
  if (found === undefined && (change.kind === 'revoke' || change.startsIn > 0)) {
    throw new UsageError(
      `--keys ${path} is not there: name the key file of the agency; its first key signs at once, without --starts-in.`,
    );
  }
  const keys = found ?? [];
  try {
    if (change.kind === 'revoke') {
      await writeKeys(path, revokeKey(keys, change.kid, { at: now, reason: change.reason }));
      return `${path}: ${change.kid} is revoked; what it signed is refused from now on.`;
    }
    const nbf = now + change.startsIn * day;
    const key = {
      ...(await (change.inModule ? publicKeyIn(change.inModule) : privateKey(change.alg, agency))),
      use: 'sig',
      agency,
      nbf,
      exp: nbf + change.days * day,
    } as const;
    await writeKeys(path, addKey(keys, key, change.overlap * day));
    const file = found === undefined ? `${path} (a new file)` : path;
    return `${file}: ${key.kid} signs from ${momentOf(key.nbf)} until ${momentOf(key.exp)}.`;
  } catch (error) {
    throw new UsageError(
      `--keys ${path}: ${error instanceof Error ? error.message : 'it cannot be changed'}.`,
    );
  }
}

async function privateKey(alg: SealAlgorithm, agency: string) {
  const { privateKey: made } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(made)), kid: `${agency}-${randomUUID()}`, alg };
}

/** The public half of a key that a module holds and never gives. */
async function publicKeyIn({ label, publicHalf }: { readonly label: string; readonly publicHalf: string }) {
  const jwk = createPublicKey(await readFile(publicHalf)).export({ format: 'jwk' });
  const alg = sealAlgorithms.find((name) => curves[name] === jwk['crv']);
  if (!alg) throw new Error('--public is no key of Ed25519 or P-256');
  return { ...jwk, kid: label, alg };
}

/** Undefined where there is no such file. */
async function readKeys(path: string, agency: string): Promise<readonly AgencyKey[] | undefined> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new UsageError(`--keys ${path} cannot be read: give the path of a key file, or of one to be made.`);
  });
  if (text === undefined) return undefined;
  try {
    readKeyRing(text, agency);
    return (JSON.parse(text) as { keys: readonly AgencyKey[] }).keys;
  } catch (error) {
    throw new UsageError(`--keys ${path} ${error instanceof Error ? error.message : 'cannot be read'}.`);
  }
}

/** Whole, or as it was: an agency that runs reads it at any moment. */
async function writeKeys(path: string, keys: readonly AgencyKey[]): Promise<void> {
  const next = `${path}.new`;
  await writeFile(next, `${JSON.stringify({ keys }, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(next, path);
}

function momentOf(seconds: number): string {
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString();
}
