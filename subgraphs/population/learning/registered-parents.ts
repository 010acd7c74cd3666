import { todayInVietnam } from '../../../schema/calendar/day-in-vietnam.ts';
import type { Collection } from '../../kit/store/port.ts';
import { ConflictError, DuplicateError } from '../../kit/store/store-errors.ts';
import type { FamilyRelationRecord } from '../collections.ts';
import { parentRelations, registeredId } from './newborn.ts';
import type { ToldBirth } from './questions.ts';

/** More relations than one child has to parents, with those that have ended; a bound, not a page. */
const allRelations = 100;

/**
 * Makes the parents of a child those that the register names now, and ends what it said before: who was entered by mistake
 * would represent the child on. What an officer recorded, or ended, is theirs.
 *
 * @param birth undefined where no entry is in force any more
 */
export async function recordParents(
  child: string,
  birth: ToldBirth | undefined,
  relations: Collection<FamilyRelationRecord>,
): Promise<void> {
  const named = birth ? parentRelations(child, birth) : [];
  const isNamed = new Set(named.map(({ id }) => id));
  // The last day on which it was so is yesterday: it is over at once.
  const validTo = todayInVietnam().subtract({ days: 1 }).toString();
  for (const relation of await registeredOf(child, relations)) {
    if (!isNamed.has(relation.id) && relation.validTo === undefined)
      await replaced(relations, { ...relation, validTo });
  }
  for (const relation of named) await insertOrOpen(relations, relation);
}

/** The relations of a child, from both ends, that the register made. */
async function registeredOf(
  child: string,
  relations: Collection<FamilyRelationRecord>,
): Promise<readonly FamilyRelationRecord[]> {
  const ofChild = await relations.findEach(
    (['MOTHER', 'FATHER'] as const).map((kind) => ({
      index: 'byCitizen',
      equals: [child, kind],
      limit: allRelations,
    })),
  );
  const own = ofChild.flat().filter((relation) => relation.id === registeredId(relation));
  const others = await relations.getMany(
    own.map(({ relativeId }) => registeredId({ citizenId: relativeId, kind: 'CHILD', relativeId: child })),
  );
  return [...own, ...others.values()];
}

async function insertOrOpen(
  relations: Collection<FamilyRelationRecord>,
  relation: FamilyRelationRecord,
): Promise<void> {
  try {
    await relations.insert(relation);
  } catch (error) {
    if (!(error instanceof DuplicateError)) throw error;
    const there = await relations.get(relation.id);
    if (there?.validTo === undefined || there.endedBy) return;
    const { validTo: _over, ...opened } = there;
    await replaced(relations, opened);
  }
}

/** What somebody changed at the same moment is left to them. */
async function replaced(
  relations: Collection<FamilyRelationRecord>,
  relation: FamilyRelationRecord,
): Promise<void> {
  try {
    await relations.replace(relation);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}
