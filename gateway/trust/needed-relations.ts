import type { PolicyProfile, PolicyTable } from '../../schema/policy/policy-table.ts';
import { relations, type Relation } from '../../schema/policy/relation.ts';
import type { AccessFacts } from '../access/access-facts.ts';
import { categoriesIn, type ClassifiedGraph } from '../access/categories-in.ts';
import { questionOf } from '../access/judge-data.ts';
import { boundedCache, type BoundedCache } from '../federation/bounded-cache.ts';

/** Which relations can change what a fetch shows a caller. */
export type NeededRelations = (facts: AccessFacts, operation: string) => ReadonlySet<Relation>;

/** Characters of fetches whose relations are kept, for each profile of the policy. */
const CAPACITY = 1024 * 1024;

const every: ReadonlySet<Relation> = new Set(relations);

/**
 * Finds out which relations are worth a proof. One that would open nothing of a fetch that the policy does not show to everybody
 * anyway is not: the agency judges the same with and without it. So a citizen's own data do not wait for the question whom
 * else this citizen may act for.
 *
 * @param graph what is served now
 */
export function createNeededRelations(
  table: Pick<PolicyTable, 'profile'>,
  graph: () => ClassifiedGraph,
): NeededRelations {
  const known = new WeakMap<ClassifiedGraph, WeakMap<PolicyProfile, BoundedCache<ReadonlySet<Relation>>>>();
  return (facts, operation) => {
    const served = graph();
    const profile = table.profile(questionOf(facts));
    const ofGraph = known.getOrInsertComputed(served, () => new WeakMap());
    const ofProfile = ofGraph.getOrInsertComputed(profile, () => boundedCache(CAPACITY));
    const before = ofProfile.get(operation);
    if (before) return before;
    const needed = neededBy(categoriesIn(operation, served), profile);
    ofProfile.set(operation, needed);
    return needed;
  };
}

function neededBy(
  categories: ReadonlySet<string> | undefined,
  { disclosure }: PolicyProfile,
): ReadonlySet<Relation> {
  if (!categories) return every;
  const all = Array.from(categories);
  return new Set(
    relations.filter((relation) =>
      all.some((category) => disclosure(relation, category) > disclosure('NONE', category)),
    ),
  );
}
