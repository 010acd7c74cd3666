import type { FamilyRelationKind, FamilyRelationRecord } from './collections.ts';
import type { PopulationSources } from './sources.ts';

type Sources = Pick<PopulationSources, 'relations'>;

/** More relations than any person has of one kind; a bound, not a page. */
const allOfKind = 100;

/** More people than anybody is related to, guardians of many wards included; a bound, not a page. */
const allRelations = 1000;

/** What `relativeId` is to `citizenId`, from the register. */
export function relationsBetween(
  { relations }: Sources,
  citizenId: string,
  relativeId: string,
): Promise<readonly FamilyRelationRecord[]> {
  return relations.load({ index: 'byPair', equals: [citizenId, relativeId], limit: allOfKind });
}

/** Who is of this kind to a citizen. */
export function relationsOf(
  { relations }: Sources,
  citizenId: string,
  kind: FamilyRelationKind,
): Promise<readonly FamilyRelationRecord[]> {
  return relations.load({ index: 'byCitizen', equals: [citizenId, kind], limit: allOfKind });
}

/** Who is anything to a citizen. */
export function everyRelationOf(
  { relations }: Sources,
  citizenId: string,
): Promise<readonly FamilyRelationRecord[]> {
  return relations.load({ index: 'byCitizen', equals: [citizenId], limit: allRelations });
}
