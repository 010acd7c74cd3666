import { policySetTextToParts, policyToJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import { refuseProblems } from '../policy-error.ts';
import type { CedarPolicy } from './cedar-policy.ts';
import { readExpression, readScope } from './expression.ts';
import type { Expression } from './expression.ts';
import { lineOfError } from './line-of-error.ts';
import { validatePolicies } from './validate-policies.ts';

/** A policy in Cedar's own formats, with the id that its annotation gives it. */
export interface PolicySource {
  readonly id: string;
  readonly file: string;
  readonly text: string;
  readonly json: PolicyJson;
}

/**
 * Reads policies, by file, and has Cedar validate them against its schema.
 * Throws a `PolicyError` for what Cedar or the table does not understand, and for a policy without a unique id or
 * without a basis.
 */
export function readPolicies(
  files: Readonly<Record<string, string>>,
  schema: string,
): readonly CedarPolicy[] {
  const problems: string[] = [];
  const sources = Object.entries(files).flatMap(([file, text]) => readFile(file, text, problems));
  refuseProblems(problems);
  validatePolicies(sources, schema);
  const policies = sources.flatMap((source) => readPolicy(source, problems));
  refuseProblems(problems);
  return policies;
}

function readFile(file: string, text: string, problems: string[]): readonly PolicySource[] {
  const parts = policySetTextToParts(text);
  if (parts.type === 'failure') {
    problems.push(lineOfError(file, text, parts.errors));
    return [];
  }
  if (parts.policy_templates.length > 0) problems.push(`${file}: a template decides nothing: write a policy`);
  else if (parts.policies.length === 0)
    problems.push(`${file}: holds no policy: write one or delete the file`);
  return parts.policies.flatMap((policy) => {
    const answer = policyToJson(policy);
    if (answer.type === 'failure') {
      problems.push(lineOfError(file, text, answer.errors));
      return [];
    }
    const id = answer.json.annotations?.['id'] ?? '';
    const line = text.slice(0, text.indexOf(policy)).split('\n').length;
    if (id === '') problems.push(`${file}:${line}: a policy has no id: give it one with @id("…")`);
    return [{ id, file, text: policy, json: answer.json }];
  });
}

function readPolicy({ id, file, json }: PolicySource, problems: string[]): readonly CedarPolicy[] {
  const basis = (json.annotations?.['basis'] ?? '').split(' ').filter(Boolean);
  if (basis.length === 0)
    problems.push(`${file}: ${id}: rests on nothing: name its articles with @basis("…")`);
  try {
    return [{ id, file, effect: json.effect, basis, condition: conditionOf(json) }];
  } catch (error) {
    problems.push(`${file}: ${id}: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

function conditionOf({ principal, action, resource, conditions }: PolicyJson): Expression {
  const parts = [
    readScope('principal', principal),
    readScope('action', action),
    readScope('resource', resource),
    ...conditions.map(({ kind, body }): Expression => {
      const expression = readExpression(body);
      return kind === 'when' ? expression : { kind: 'not', of: expression };
    }),
  ];
  const written = parts.filter((part) => part !== undefined);
  if (written.length === 0) throw new Error('holds always: say for whom, for what, or when');
  return written.reduce((left, right) => ({ kind: 'and', left, right }));
}
