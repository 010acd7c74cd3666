import type { CedarPolicy } from './cedar/cedar-policy.ts';
import type { Grant } from './grants.ts';
import { basisOn } from './law/register.ts';
import type { LegalRegister } from './law/register.ts';
import { policyFiles } from './policy-files.ts';

/** What the policies cite wrongly: an article that is unknown, a day on which nothing carries a permit. */
export function checkBases(
  policies: readonly CedarPolicy[],
  grants: ReadonlyMap<string, readonly Grant[]>,
  register: LegalRegister,
): readonly string[] {
  return policies.flatMap(({ id, file, basis }) => {
    const unknown = basis.filter((article) => !register.articles.has(article));
    if (unknown.length > 0) {
      return unknown.map(
        (article) =>
          `${file}: ${id}: rests on ${article}, which is not in ${policyFiles.register}: enter it or correct its id`,
      );
    }
    const bare = bareDay(basis, grants.get(id)?.flatMap(({ days }) => days) ?? [], register);
    return bare === undefined
      ? []
      : [
          `${file}: ${id}: permits on ${bare}, when none of its articles is in force: cite one or change its days`,
        ];
  });
}

/** A day on which a policy permits and none of its articles is in force: law changes between the days of policies. */
function bareDay(
  basis: readonly string[],
  starts: readonly string[],
  register: LegalRegister,
): string | undefined {
  const ends = basis.flatMap((id) => register.articles.get(id)?.act.inForceTo ?? []);
  const daysAfter = ends.map((day) => Temporal.PlainDate.from(day).add({ days: 1 }).toString());
  const [first] = starts.toSorted();
  if (first === undefined) return undefined;
  return [...starts, ...daysAfter.filter((day) => day > first)].find(
    (day) => !basisOn(register, basis, day).some(({ force }) => force === 'IN_FORCE'),
  );
}
