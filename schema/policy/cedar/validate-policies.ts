import { validate } from '@cedar-policy/cedar-wasm/nodejs';
import { refuseProblems } from '../policy-error.ts';
import { sentenceOf } from './line-of-error.ts';
import type { PolicySource } from './read-policies.ts';

/**
 * Has Cedar validate the policies strictly against its schema: a misspelt name, a wrong type, a policy that can never
 * hold. Throws a `PolicyError`, also where two policies have the same id.
 */
export function validatePolicies(policies: readonly PolicySource[], schema: string): void {
  const byId = Map.groupBy(policies, ({ id }) => id);
  const problems = [...byId].flatMap(([id, [first, second]]) =>
    first && second
      ? [`${second.file}: ${id}: has the id of a policy in ${first.file}: give it its own`]
      : [],
  );
  refuseProblems(problems);

  const staticPolicies = Object.fromEntries(policies.map(({ id, text }) => [id, text]));
  const answer = validate({ schema, policies: { staticPolicies }, validationSettings: { mode: 'strict' } });
  if (answer.type === 'failure') {
    refuseProblems(answer.errors.map((error) => `the policies do not fit together: ${sentenceOf(error)}`));
    return;
  }
  const findings = Map.groupBy(
    [...answer.validationErrors, ...answer.validationWarnings],
    ({ policyId }) => policyId,
  );
  refuseProblems(
    policies.flatMap(({ id, file }) =>
      (findings.get(id) ?? [])
        .slice(0, 1)
        .map(({ error }) => `${file}: ${id}: ${withoutId(sentenceOf(error), id)}`),
    ),
  );
}

/** Cedar names the policy at the start of its sentence; here it stands before it already. */
function withoutId(sentence: string, id: string): string {
  const start = `for policy \`${id}\``;
  return sentence.startsWith(start) ? sentence.slice(start.length).replace(/^[,:] /, '') : sentence;
}
