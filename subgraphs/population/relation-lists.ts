import type { RangeLoader } from '../kit/loader.ts';
import type { Range } from '../kit/store/port.ts';
import type { FamilyRelationKind, FamilyRelationRecord } from './collections.ts';

/** Relations by adoption are a list of their own: they are a secret of the family. In the order of the index. */
export const adoptionKinds = [
  'ADOPTED_CHILD',
  'ADOPTIVE_PARENT',
] as const satisfies readonly FamilyRelationKind[];

/** All other relations, in the order of the index. */
export const openKinds = [
  'CHILD',
  'FATHER',
  'GUARDIAN',
  'HOUSEHOLD_HEAD',
  'MOTHER',
  'SPOUSE',
  'WARD',
] as const satisfies readonly Exclude<FamilyRelationKind, (typeof adoptionKinds)[number]>[];

/**
 * Reads just the relations of these kinds, so that no row, no page and no cursor shows that there are others. Takes
 * ranges of the index `byCitizen` that name a citizen; it costs one read of the store.
 *
 * @param kinds in ascending order
 */
export function relationsOfKinds(
  relations: RangeLoader<FamilyRelationRecord>,
  kinds: readonly FamilyRelationKind[],
) {
  return async ({ after, equals, ...range }: Range): Promise<readonly FamilyRelationRecord[]> => {
    const [lastKind, lastId] = after ?? [];
    const ahead = kinds.filter((kind) => lastKind === undefined || kind >= String(lastKind));
    const lists = await Promise.all(
      ahead.map((kind) =>
        relations.load({
          ...range,
          equals: [...equals, kind],
          ...(kind === lastKind && lastId !== undefined && { after: [lastId] }),
        }),
      ),
    );
    return lists.flat().slice(0, range.limit);
  };
}
