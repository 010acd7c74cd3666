import { personalCategories } from '../../schema/data-annotation.ts';
import { Disclosure } from '../../schema/policy/disclosure.ts';
import type { PolicyProfile } from '../../schema/policy/policy-table.ts';
import type { Policy } from '../../schema/policy/policy.ts';
import type { Relation } from '../../schema/policy/relation.ts';
import { possibleRelations, type AccessFacts } from '../access/access-facts.ts';
import { questionOf } from '../access/judge-data.ts';
import { boundedCache, type BoundedCache } from '../federation/bounded-cache.ts';
import type { Classification } from '../hub/classification.ts';

/** Names the policies on which the decisions about one request rested, so that an entry leads to the articles. */
export interface DecidingPolicies {
  /** Those that decided about coordinates under a relation: that permit them, or forbid what others permit. */
  under(relation: Relation, coordinates: readonly string[]): readonly string[];
  /** Those that forbid a coordinate under whatever relation; none where it is denied since nothing permits it. */
  against(coordinate: string): readonly string[];
}

/** Characters of questions whose answers are kept, for each profile of the policy: operations ask the same again. */
const CAPACITY = 1024 * 1024;

/** @param classification what each coordinate is, as the gateway enforces it now */
export function decidingPolicies(
  { table }: Pick<Policy, 'table'>,
  classification: () => Classification,
): (facts: AccessFacts) => DecidingPolicies {
  // A table keeps its profiles, so what was found out about one holds for all requests of its kind over the same graph.
  const knownOf = new WeakMap<Classification, WeakMap<PolicyProfile, BoundedCache<readonly string[]>>>();
  return (facts) => {
    const served = classification();
    const profile = table.profile(questionOf(facts));
    const known = knownOf
      .getOrInsertComputed(served, () => new WeakMap())
      .getOrInsertComputed(profile, () => boundedCache(CAPACITY));
    const once = (question: string, answer: () => readonly string[]): readonly string[] => {
      const before = known.get(question);
      if (before) return before;
      const ids = [...new Set(answer())].toSorted();
      known.set(question, ids);
      return ids;
    };
    const categoriesOf = (coordinate: string) => [...personalCategories(served.of(coordinate) ?? [])];
    return {
      under: (relation, coordinates) =>
        once(`under ${relation} ${coordinates.join(' ')}`, () =>
          coordinates.flatMap(categoriesOf).flatMap((category) => profile.policies(relation, category)),
        ),
      against(coordinate) {
        const relations = possibleRelations(facts);
        return once(`against ${relations.join(' ')} ${coordinate}`, () =>
          relations.flatMap((relation) =>
            categoriesOf(coordinate)
              .filter((category) => profile.disclosure(relation, category) === Disclosure.none)
              .flatMap((category) => profile.policies(relation, category)),
          ),
        );
      },
    };
  };
}
