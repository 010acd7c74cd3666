import type { WorldRecord } from '../world/world-record.ts';

/** By the hash of which field each collection is sharded: what is about a person by that person, the rest by its own id. */
export const shardKeys: Readonly<Record<WorldRecord['collection'], string>> = {
  citizens: 'id',
  familyRelations: 'citizenId',
  medicalDocuments: 'citizenId',
  insuredPersons: 'id',
  contributions: 'citizenId',
  claims: 'claimantId',
  birthRegistrations: 'id',
  deathRegistrations: 'id',
  extracts: 'id',
  announcedEvents: 'id',
  employers: 'id',
};

/** A read of a store, and the fields of which it gives the values. */
export interface Read {
  readonly collection: string;
  readonly fields: readonly string[];
}

/** Whether a router of MongoDB knows from a read which shards to ask; of a collection that is not sharded there is one. */
export function isTargeted({ collection, fields }: Read): boolean {
  const key = (shardKeys as Readonly<Record<string, string>>)[collection];
  return key === undefined || fields.includes(key);
}
