import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseOptions } from '../../subgraphs/kit/command/parse-options.ts';
import { exportJWK, generateKeyPair } from 'jose';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';

/** The two files of a key pair. */
export interface ContextKeyFiles {
  /** For `--context-key` of the gateway; nobody else may read it. */
  readonly privateKey: string;
  /** For `CONTEXT_JWKS` of the agencies. */
  readonly publicKeys: string;
}

/**
 * Makes the key with which a gateway signs its calls, in a folder: `context-key.json` and `context-jwks.json`.
 *
 * @throws UsageError when the folder cannot be written, or holds a key already
 */
export async function makeContextKey(args: readonly string[]): Promise<ContextKeyFiles> {
  const folder = readFolder(args);
  const files = {
    privateKey: join(folder, 'context-key.json'),
    publicKeys: join(folder, 'context-jwks.json'),
  };
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  const about = { kid: randomUUID(), alg: 'EdDSA', use: 'sig' };
  const privateKey = { ...(await exportJWK(pair.privateKey)), ...about };
  const publicKeys = { keys: [{ ...(await exportJWK(pair.publicKey)), ...about }] };
  try {
    await makeFolder(folder);
    // `wx`: a key that is in use is never overwritten.
    await writeFile(files.privateKey, `${JSON.stringify(privateKey)}\n`, { mode: 0o600, flag: 'wx' });
    await writeFile(files.publicKeys, `${JSON.stringify(publicKeys)}\n`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new UsageError(
      code === 'EEXIST'
        ? `${files.privateKey} is there already; name another folder, or delete the old key once nobody uses it.`
        : `--out ${folder} cannot be written: ${code}.`,
    );
  }
  return files;
}

/** Not the folders above it: a mistyped path shall not be made. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
}

function readFolder(args: readonly string[]): string {
  const usage = 'Usage: npm run context-key -- --out FOLDER';
  const { out } = parseOptions(usage, { args: [...args], options: { out: { type: 'string' } } }).values;
  if (out) return out;
  throw new UsageError(usage);
}
