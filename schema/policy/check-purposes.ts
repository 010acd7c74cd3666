import type { Grant } from './grants.ts';
import type { LegalRegister } from './law/register.ts';
import { policyFiles } from './policy-files.ts';
import type { PolicyRule } from './policy-rule.ts';
import type { Vocabulary } from './read-vocabulary.ts';

/** Where the purposes and the policies that serve them do not agree on roles, articles and cases: one line each. */
export function checkPurposes(
  rules: readonly PolicyRule[],
  grants: ReadonlyMap<string, readonly Grant[]>,
  { purposes, roles }: Vocabulary,
  { articles }: LegalRegister,
): readonly string[] {
  const serving = (purpose: string) =>
    rules.flatMap(({ id, basis }) =>
      (grants.get(id) ?? [])
        .filter((grant) => grant.purpose === purpose)
        .map(({ role, byCaseOnly }) => ({ id, basis, role, byCaseOnly })),
    );
  const file = policyFiles.purposes;
  return [...purposes.values()].flatMap((purpose) => {
    const place = `${file}: ${purpose.code}`;
    const policies = serving(purpose.code);
    const cited = new Map(policies.flatMap(({ id, basis }) => basis.map((article) => [article, id])));
    const served = new Map(policies.map(({ id, role }) => [role, id]));
    const unlike = policies.filter(({ byCaseOnly }) => byCaseOnly !== purpose.caseRequired);
    return [
      ...new Set(
        unlike.map(
          ({ id, byCaseOnly }) =>
            `${place}: caseRequired is ${purpose.caseRequired}, but the policy ${id} permits ${byCaseOnly ? 'by a case only' : 'without a case'}: change one of the two`,
        ),
      ),
      ...purpose.roles
        .filter((role) => !roles.has(role))
        .map((role) => `${place}: the role ${role} is not in ${policyFiles.roles}: add it or correct it`),
      ...purpose.bases
        .filter((base) => !articles.has(base))
        .map(
          (base) => `${place}: the article ${base} is not in ${policyFiles.register}: enter it or correct it`,
        ),
      ...difference(served, purpose.roles).map(
        ([role, id]) =>
          `${place}: roles lacks ${role}, which the policy ${id} serves: add it or change the policy`,
      ),
      ...purpose.roles
        .filter((role) => !served.has(role))
        .map((role) => `${place}: no policy serves the role ${role}: remove it or write one`),
      ...difference(cited, purpose.bases).map(
        ([base, id]) => `${place}: bases lacks ${base}, on which the policy ${id} rests: add it`,
      ),
      ...purpose.bases
        .filter((base) => !cited.has(base))
        .map((base) => `${place}: no policy rests on ${base}: remove it from bases or cite it`),
    ];
  });
}

function difference(found: ReadonlyMap<string, string>, listed: readonly string[]) {
  return [...found].filter(([name]) => !listed.includes(name));
}
