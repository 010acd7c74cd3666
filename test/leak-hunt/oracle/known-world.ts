import type { BirthRegistrationRecord } from '../../../subgraphs/justice/collections.ts';
import type { CitizenRecord, FamilyRelationRecord } from '../../../subgraphs/population/collections.ts';
import type { ClaimRecord, EmployerRecord, InsuredPersonRecord } from '../../../subgraphs/vss/collections.ts';
import type { WorldRecord } from '../../world/world-record.ts';

/** The stored records from which relations follow, by what they are found by. */
export interface KnownWorld {
  readonly citizens: ReadonlyMap<string, CitizenRecord>;
  /** By the citizen in whose list they stand. */
  readonly kinship: ReadonlyMap<string, readonly FamilyRelationRecord[]>;
  /** Entries of the register of births, by the child. */
  readonly birthEntries: ReadonlyMap<string, readonly BirthRegistrationRecord[]>;
  readonly claims: readonly ClaimRecord[];
  readonly insured: ReadonlyMap<string, InsuredPersonRecord>;
  readonly employers: ReadonlyMap<string, EmployerRecord>;
}

/** Sorts the records of a world. */
export function knownWorld(records: readonly WorldRecord[]): KnownWorld {
  const citizens = records.flatMap((each) => (each.collection === 'citizens' ? [each.doc] : []));
  const kinship = records.flatMap((each) => (each.collection === 'familyRelations' ? [each.doc] : []));
  const births = records.flatMap((each) => (each.collection === 'birthRegistrations' ? [each.doc] : []));
  const insured = records.flatMap((each) => (each.collection === 'insuredPersons' ? [each.doc] : []));
  const employers = records.flatMap((each) => (each.collection === 'employers' ? [each.doc] : []));
  return {
    citizens: new Map(citizens.map((each) => [each.id, each])),
    kinship: Map.groupBy(kinship, ({ citizenId }) => citizenId),
    birthEntries: Map.groupBy(births, ({ childId }) => childId),
    claims: records.flatMap((each) => (each.collection === 'claims' ? [each.doc] : [])),
    insured: new Map(insured.map((each) => [each.id, each])),
    employers: new Map(employers.map((each) => [each.id, each])),
  };
}
