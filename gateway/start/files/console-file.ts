import { dirname, resolve } from 'node:path';
import { importJWK, type JWK } from 'jose';
import { parseDocument } from 'yaml';
import { SettingsError } from '../../../subgraphs/kit/settings/settings-error.ts';
import { issuerSignIn } from '../../console/session/issuer-sign-in.ts';
import type { SignInOptions } from '../../console/session/session-routes.ts';
import { asFields, readText, type Form } from '../../identity/fields.ts';
import { readNamedFile, type ReadNamed } from '../../cli/read-file.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';

/** Https; on this machine itself http as well. */
const origin: Form = {
  pattern: /^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)(:|$))[^/]+$/,
  description: 'an https address without a path',
};
const issuerUrl: Form = {
  pattern: /^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])\S+$/,
  description: 'the https address of an OpenID provider',
};

/** What the file of a console says. */
export interface ConsoleFile extends Pick<SignInOptions, 'issuer' | 'origin'> {
  /** Where the private key lies. */
  readonly keyFile?: string;
}

/**
 * Reads the file that `--console` names: YAML with `url` (where browsers find the gateway), `issuer`, `key` (file beside
 * this one with a private JWK) and, if the issuer wants it, `resource`.
 *
 * @throws UsageError, SettingsError with every mistake in the file
 */
export async function readConsoleFile(path: string, read: ReadNamed = readNamedFile): Promise<ConsoleFile> {
  const document = parseDocument(await read('console', path));
  const mistakes: string[] = [];
  const report = (field: string, fix: string) => {
    mistakes.push(`--console ${path}: ${field} ${fix}`);
  };
  const content: unknown = document.errors.length > 0 ? undefined : document.toJS();
  const fields = asFields(content, '', ['url', 'issuer', 'key', 'resource'], report);
  if (fields === undefined) throw new SettingsError(mistakes);
  const url = readText(fields, 'url', origin);
  const issuerAddress = readText(fields, 'issuer', issuerUrl);
  const keyFile = resolve(dirname(path), readText(fields, 'key'));
  const resource = 'resource' in fields.values ? readText(fields, 'resource') : undefined;
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  const issuer = new URL(issuerAddress);
  const key = await readKey(keyFile, read);
  const signIn = issuerSignIn({ issuer, key, ...(resource !== undefined && { resource }) });
  return { origin: url, issuer: signIn, keyFile };
}

/** No word of the text in any error: it holds a private key. */
async function readKey(
  path: string,
  read: ReadNamed,
): Promise<{ readonly key: CryptoKey; readonly kid: string }> {
  const text = await read('console', path);
  try {
    const jwk = JSON.parse(text) as JWK;
    const key = await importJWK(jwk, jwk.alg);
    if (key instanceof CryptoKey && key.type === 'private' && jwk.kid) return { key, kid: jwk.kid };
  } catch {
    // Told below.
  }
  throw new UsageError(`--console: ${path} must hold a private key as JWK, with kid and alg.`);
}
