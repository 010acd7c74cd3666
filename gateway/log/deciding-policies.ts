import { personalCategories } from '../../schema/data-annotation.ts';
import { Disclosure } from '../../schema/policy/disclosure.ts';
import type { PolicyProfile } from '../../schema/policy/policy-table.ts';
import type { Policy } from '../../schema/policy/policy.ts';
import type { Relation } from '../../schema/policy/relation.ts';
import { possibleRelations, type AccessFacts } from '../access/access-facts.ts';
import { questionOf } from '../access/judge-data.ts';
import type { Classification } from '../hub/classification.ts';

/** Names the policies on which the decisions about one request rested, so that an entry leads to the articles. */
export interface DecidingPolicies {
  /** Those that decided about coordinates under a relation: that permit them, or forbid what others permit. */
  under(relation: Relation, coordinates: readonly string[]): readonly string[];
  /** Those that forbid a coordinate under whatever relation; none where it is denied since nothing permits it. */
  against(coordinate: string): readonly string[];
}

/** @param classification what each coordinate is, as the gateway enforces it */
export function decidingPolicies(
  { table }: Pick<Policy, 'table'>,
  classification: Classification,
): (facts: AccessFacts) => DecidingPolicies {
  // A table keeps its profiles, so what was found out about one holds for all requests of its kind.
  const knownOf = new WeakMap<PolicyProfile, Map<string, readonly string[]>>();
  return (facts) => {
    const profile = table.profile(questionOf(facts));
    const known = knownOf.getOrInsertComputed(profile, () => new Map());
    const policies = (relation: Relation, category: string) =>
      known.getOrInsertComputed(`${relation} ${category}`, () => profile.policies(relation, category));
    const categoriesOf = (coordinate: string) => [...personalCategories(classification.of(coordinate) ?? [])];
    return {
      under: (relation, coordinates) =>
        distinct(coordinates.flatMap(categoriesOf).flatMap((category) => policies(relation, category))),
      against: (coordinate) =>
        distinct(
          possibleRelations(facts).flatMap((relation) =>
            categoriesOf(coordinate)
              .filter((category) => profile.disclosure(relation, category) === Disclosure.none)
              .flatMap((category) => policies(relation, category)),
          ),
        ),
    };
  };
}

function distinct(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].toSorted();
}
