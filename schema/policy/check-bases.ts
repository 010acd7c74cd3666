import { dayBandsOf } from './day-bands.ts';
import type { Grant } from './grants.ts';
import { basisOn } from './law/register.ts';
import type { LegalRegister } from './law/register.ts';
import { policyFiles } from './policy-files.ts';
import type { PolicyRule } from './policy-rule.ts';

/** What the policies cite wrongly: an article that is unknown, a day on which nothing carries a permit. */
export function checkBases(
  rules: readonly PolicyRule[],
  grants: ReadonlyMap<string, readonly Grant[]>,
  register: LegalRegister,
): readonly string[] {
  return rules.flatMap((rule) => {
    const place = `${rule.file}: ${rule.id}`;
    const unknown = rule.basis.find((article) => !register.articles.has(article));
    if (unknown !== undefined) {
      return [
        `${place}: rests on ${unknown}, which is not in ${policyFiles.register}: enter it or correct its id`,
      ];
    }
    const starts = new Set(grants.get(rule.id)?.map(({ day }) => day));
    if (starts.has(''))
      return [`${place}: permits since ever: give it a first day with context.day >= datetime("…")`];
    const day = dayWithoutBasis(rule, starts, register);
    return day === undefined
      ? []
      : [`${place}: permits on ${day}, when none of its articles is in force: cite one or change its days`];
  });
}

/** A day on which a policy permits and none of its articles is in force: law ends between the days of policies too. */
function dayWithoutBasis(
  rule: PolicyRule,
  starts: ReadonlySet<string>,
  register: LegalRegister,
): string | undefined {
  const bandOf = dayBandsOf([rule]);
  const ends = rule.basis.flatMap((id) => register.articles.get(id)?.act.inForceTo ?? []);
  const daysAfter = ends.map((day) => Temporal.PlainDate.from(day).add({ days: 1 }).toString());
  return [...starts, ...daysAfter.filter((day) => starts.has(bandOf(day) ?? ''))].find(
    (day) => !basisOn(register, rule.basis, day).some(({ force }) => force === 'IN_FORCE'),
  );
}
