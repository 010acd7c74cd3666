import { dirname, resolve } from 'node:path';
import { importJWK, type JWK } from 'jose';
import { parseDocument } from 'yaml';
import { issuerSignIn } from '../console/session/issuer-sign-in.ts';
import type { SignInOptions } from '../console/session/session-routes.ts';
import { asFields, readText, type Form } from '../identity/fields.ts';
import { readNamedFile } from './read-file.ts';
import { UsageError } from './usage-error.ts';

/** Https; on this machine itself http as well. */
const origin: Form = {
  pattern: /^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)(:|$))[^/]+$/,
  description: 'an https address without a path',
};
const issuerUrl: Form = {
  pattern: /^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])\S+$/,
  description: 'the https address of an OpenID provider',
};

/**
 * Reads the file that `--console` names: YAML with `url` (where browsers find the gateway), `issuer`, `key` (file beside
 * this one with a private JWK) and, if the issuer wants it, `resource`.
 *
 * @throws UsageError that names the first mistake
 */
export async function readConsoleFile(path: string): Promise<Pick<SignInOptions, 'issuer' | 'origin'>> {
  const document = parseDocument(await readNamedFile('console', path));
  const report = (field: string, fix: string) => {
    throw new UsageError(`--console ${path}: ${field} ${fix}`);
  };
  const content: unknown = document.errors.length > 0 ? undefined : document.toJS();
  const fields = asFields(content, '', ['url', 'issuer', 'key', 'resource'], report);
  if (fields === undefined) throw new UsageError(`--console ${path} cannot be read.`);
  const url = readText(fields, 'url', origin);
  const issuer = new URL(readText(fields, 'issuer', issuerUrl));
  const key = await readKey(resolve(dirname(path), readText(fields, 'key')));
  const resource = 'resource' in fields.values ? readText(fields, 'resource') : undefined;
  return { origin: url, issuer: issuerSignIn({ issuer, key, ...(resource !== undefined && { resource }) }) };
}

/** No word of the text in any error: it holds a private key. */
async function readKey(path: string): Promise<{ readonly key: CryptoKey; readonly kid: string }> {
  const text = await readNamedFile('console', path);
  try {
    const jwk = JSON.parse(text) as JWK;
    const key = await importJWK(jwk, jwk.alg);
    if (key instanceof CryptoKey && key.type === 'private' && jwk.kid) return { key, kid: jwk.kid };
  } catch {
    // Told below.
  }
  throw new UsageError(`--console: ${path} must hold a private key as JWK, with kid and alg.`);
}
