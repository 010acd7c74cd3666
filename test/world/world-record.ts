import { medicalDocuments } from '../../subgraphs/health/collections.ts';
import {
  announcedEvents,
  birthRegistrations,
  deathRegistrations,
  extracts,
} from '../../subgraphs/justice/collections.ts';
import type { CollectionSpec, Store, Stored } from '../../subgraphs/kit/store/port.ts';
import { citizens, familyRelations } from '../../subgraphs/population/collections.ts';
import { claims, contributions, employers, insuredPersons } from '../../subgraphs/vss/collections.ts';

/** Every collection of the world, by the agency that stores it. */
export const worldCollections = {
  health: { medicalDocuments },
  justice: { announcedEvents, birthRegistrations, deathRegistrations, extracts },
  population: { citizens, familyRelations },
  vss: { claims, contributions, employers, insuredPersons },
} as const;

type Collections = typeof worldCollections;

/** An agency that stores a part of the world. */
export type WorldAgency = keyof Collections;

/** The store of each agency. */
export type WorldStores = Readonly<Record<WorldAgency, Store>>;

/** A document, and where it is stored. */
export type WorldRecord = {
  [A in WorldAgency]: {
    [C in keyof Collections[A]]: Collections[A][C] extends CollectionSpec<infer T extends Stored>
      ? { readonly agency: A; readonly collection: C; readonly doc: T }
      : never;
  }[keyof Collections[A]];
}[WorldAgency];
