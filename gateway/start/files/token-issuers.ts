import { dirname, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { SettingsError } from '../../../subgraphs/kit/settings/settings-error.ts';
import { asFields, readText, readTexts, type Form } from '../../identity/fields.ts';
import { tokenAlgorithms } from '../../identity/token-verifier.ts';
import { readNamedFile } from '../../cli/read-file.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';

/** One issuer whose tokens are accepted. */
export interface IssuerOptions {
  readonly issuer: string;
  readonly audience: string;
  /** URL, or file, of its JSON Web Key Set. */
  readonly jwks: string;
  readonly algorithms?: readonly string[];
}

const algorithm: Form = {
  pattern: new RegExp(`^(${tokenAlgorithms.join('|')})$`),
  description: `one of ${tokenAlgorithms.join(', ')}`,
};

/**
 * Reads a file of issuers: a YAML list, each entry with `issuer`, `audience`, `jwks` (URL, or file beside this one) and,
 * if wanted, `algorithms`.
 *
 * @param known what was read of it before
 * @throws UsageError where it is no list, SettingsError with every mistake in the list
 */
export async function readIssuersFile(path: string, known?: string): Promise<readonly IssuerOptions[]> {
  const document = parseDocument(known ?? (await readNamedFile('issuers', path)));
  const list: unknown = document.errors.length > 0 ? undefined : document.toJS();
  if (!Array.isArray(list) || list.length === 0) {
    throw new UsageError(`--issuers ${path} must be a YAML list of issuer, audience and jwks.`);
  }
  const mistakes: string[] = [];
  const report = (field: string, fix: string) => {
    mistakes.push(`--issuers ${path}: ${field} ${fix}`);
  };
  const issuers = list.flatMap((entry: unknown, index): IssuerOptions | readonly never[] => {
    const place = `entry ${index + 1}, `;
    const fields = asFields(entry, place, ['issuer', 'audience', 'jwks', 'algorithms'], report);
    if (fields === undefined) return [];
    const jwks = readText(fields, 'jwks');
    return {
      issuer: readText(fields, 'issuer'),
      audience: readText(fields, 'audience'),
      jwks: /^https?:\/\//.test(jwks) ? jwks : resolve(dirname(path), jwks),
      ...('algorithms' in fields.values && { algorithms: readTexts(fields, 'algorithms', algorithm) }),
    };
  });
  const names = issuers.map(({ issuer }) => issuer);
  if (new Set(names).size < names.length)
    report('the list', 'names an issuer twice: keep one entry for each.');
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return issuers;
}
