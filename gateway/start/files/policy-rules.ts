import { parseJson } from '../../../schema/untrusted-json.ts';
import type { PolicyRules } from '../../access/judge.ts';
import { readNamedFile } from '../../cli/read-file.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';

/**
 * What satisfies each policy of `@policy`: the JSON file maps its name to scopes or roles, any of which will do.
 *
 * @param known what was read of it before
 * @throws UsageError
 */
export async function readPolicyRules(path: string | undefined, known?: string): Promise<PolicyRules> {
  if (path === undefined) return {};
  const rules = parseJson(known ?? (await readNamedFile('policies', path)));
  if (!isPolicyRules(rules)) {
    throw new UsageError(
      `--policies ${path} must be a JSON object: {"policy name": ["scope or role that satisfies it", …], …}.`,
    );
  }
  return rules;
}

function isPolicyRules(value: unknown): value is PolicyRules {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(
      (list) => Array.isArray(list) && list.every((word) => typeof word === 'string'),
    )
  );
}
