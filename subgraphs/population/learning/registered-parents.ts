import { sha256 } from '../../../schema/sha256.ts';
import { todayInVietnam } from '../../../schema/calendar/day-in-vietnam.ts';
import { insertIfNew } from '../../kit/store/insert-once.ts';
import type { FamilyRelationKind, FamilyRelationRecord } from '../collections.ts';
import type { PopulationSources } from '../sources.ts';
import type { ToldBirth, ToldParents } from './questions.ts';

/** One end of what the register says of a child and a parent. */
type End = Pick<FamilyRelationRecord, 'citizenId' | 'kind' | 'relativeId'>;

/** What is known of a child's parents by the register. */
interface RegisteredChild {
  /** Opaque id. */
  readonly child: string;
  /** What the register says now; null where no entry is in force. */
  readonly birth: ToldBirth | null;
  /** What entries of this child said. */
  readonly before: readonly ToldParents[];
  /** Opaque id of the entry of which was heard. */
  readonly entryId: string;
}

/** More relations than there are between a child and its parents; a bound, not a page. */
const allRelations = 100;

/**
 * Ends, at both ends, the relations to parents that the register named and names no longer. They stay in the history, and were
 * never in force: the entry was wrong (Law 60/2014 Art. 60(2)). What an officer recorded, or ended, is the officer's.
 *
 * @returns whether something was written
 */
export async function endUnnamedParents(
  { child, birth, before, entryId }: RegisteredChild,
  { relationCollection }: PopulationSources,
): Promise<boolean> {
  const named = new Set(parentEnds(child, birth).map(idOf));
  const namedBefore = new Set(before.flatMap((entry) => parentEnds(child, entry)).map(idOf));
  const ended = (await relationsOfChild(child, before, relationCollection)).filter(
    (relation) =>
      !named.has(idOf(relation)) &&
      relation.validTo === undefined &&
      relation.provenBy === 'CIVIL_STATUS' &&
      relation.request === undefined &&
      // Of those that came with the data of former times an entry must tell that they are the register's.
      (relation.id === idOf(relation) || namedBefore.has(idOf(relation))),
  );
  const validTo = todayInVietnam().toString();
  for (const relation of ended)
    await relationCollection.replace({ ...relation, validTo, withdrawnBy: entryId });
  return ended.length > 0;
}

/**
 * Records, at both ends, the parents whom the register names, each once; whom it names again, anew. What the register made
 * begins on the day of birth as the register has it now; what an officer recorded or ended is the officer's.
 *
 * @returns whether something was written
 */
export async function recordParents(
  child: string,
  birth: ToldBirth,
  { relationCollection }: PopulationSources,
): Promise<boolean> {
  const { childBirthDate: validFrom } = birth;
  let hasWritten = false;
  for (const end of parentEnds(child, birth)) {
    const between = await relationCollection.find({
      index: 'byPair',
      equals: [end.citizenId, end.relativeId],
      limit: allRelations,
    });
    const there = between.filter(({ kind, provenBy }) => kind === end.kind && provenBy !== 'DECLARATION');
    const withdrawn = there.find(({ withdrawnBy }) => withdrawnBy !== undefined);
    if (there.length === 0) {
      const relation = { ...end, id: idOf(end), version: 1, validFrom, provenBy: 'CIVIL_STATUS' as const };
      hasWritten = (await insertIfNew(relationCollection, relation)) || hasWritten;
    } else if (withdrawn && there.every((one) => one.withdrawnBy !== undefined)) {
      const { validTo: _end, withdrawnBy: _entry, ...relation } = withdrawn;
      await relationCollection.replace({ ...relation, validFrom });
      hasWritten = true;
    } else {
      for (const one of there.filter((relation) => isMovable(relation, validFrom))) {
        await relationCollection.replace({ ...one, validFrom });
        hasWritten = true;
      }
    }
  }
  return hasWritten;
}

/** Whether a relation that the register made, and nobody ended, begins on a day that the register says no longer. */
function isMovable(relation: FamilyRelationRecord, validFrom: string): boolean {
  return (
    relation.id === idOf(relation) &&
    relation.withdrawnBy === undefined &&
    relation.validTo === undefined &&
    relation.validFrom !== validFrom
  );
}

/** Every relation between the child and whoever is or was entered as its parent, at both ends. */
async function relationsOfChild(
  child: string,
  before: readonly ToldParents[],
  relations: PopulationSources['relationCollection'],
): Promise<readonly FamilyRelationRecord[]> {
  const own = await relations.find({ index: 'byCitizen', equals: [child], limit: allRelations });
  const ofChild = own.filter(({ kind }) => kind === 'MOTHER' || kind === 'FATHER');
  const parents = [...ofChild, ...before.flatMap((entry) => parentEnds(child, entry))].map(
    ({ citizenId, relativeId }) => (citizenId === child ? relativeId : citizenId),
  );
  const others = await Promise.all(
    [...new Set(parents)].map((parent) =>
      relations.find({ index: 'byPair', equals: [parent, child], limit: allRelations }),
    ),
  );
  return [...ofChild, ...others.flat().filter(({ kind }) => kind === 'CHILD')];
}

/** Mother and father of a child, each relation from both ends, the child's first, as far as the register links them. */
function parentEnds(child: string, entry: ToldParents | null): readonly End[] {
  const parents = [
    ['MOTHER', entry?.mother?.citizen?.id],
    ['FATHER', entry?.father?.citizen?.id],
  ] as const satisfies readonly (readonly [FamilyRelationKind, string | undefined])[];
  return parents.flatMap(([kind, parent]): readonly End[] =>
    parent === undefined
      ? []
      : [
          { citizenId: child, kind, relativeId: parent },
          { citizenId: parent, kind: 'CHILD', relativeId: child },
        ],
  );
}

/** The id of a relation that the register made says which it is, so that it is learnt once. */
function idOf({ citizenId, kind, relativeId }: End): string {
  return sha256(`registered ${citizenId} ${kind} ${relativeId}`).slice(0, 22);
}
