import type { MedicalDocumentRecord } from '../../../subgraphs/health/collections.ts';
import type {
  AnnouncedEventRecord,
  BirthRegistrationRecord,
  DeathRegistrationRecord,
} from '../../../subgraphs/justice/collections.ts';
import type { CitizenRecord } from '../../../subgraphs/population/collections.ts';
import type { ClaimRecord } from '../../../subgraphs/vss/collections.ts';
import type { RandomStream } from '../../world/random.ts';
import type { WorldRecord } from '../../world/world-record.ts';
import type { KnownWorld } from '../oracle/known-world.ts';

/** Everything that can be asked about, by kind. */
export interface Cast extends KnownWorld {
  readonly people: readonly CitizenRecord[];
  readonly papers: readonly MedicalDocumentRecord[];
  readonly births: readonly BirthRegistrationRecord[];
  readonly deaths: readonly DeathRegistrationRecord[];
  readonly announced: readonly AnnouncedEventRecord[];
}

/** Sorts the records of a world. */
export function castOf(world: KnownWorld, records: readonly WorldRecord[]): Cast {
  return {
    ...world,
    people: [...world.citizens.values()],
    papers: records.flatMap((each) => (each.collection === 'medicalDocuments' ? [each.doc] : [])),
    births: records.flatMap((each) => (each.collection === 'birthRegistrations' ? [each.doc] : [])),
    deaths: records.flatMap((each) => (each.collection === 'deathRegistrations' ? [each.doc] : [])),
    announced: records.flatMap((each) => (each.collection === 'announcedEvents' ? [each.doc] : [])),
  };
}

/** A family about which most of one request is, so that identities, cases and questions often belong together. */
export interface Scene {
  readonly cast: Cast;
  readonly person: CitizenRecord;
  readonly family: readonly string[];
  readonly claims: readonly ClaimRecord[];
  readonly papers: readonly MedicalDocumentRecord[];
}

/** @param about a citizen whom the scene is about; anybody when left out */
export function drawScene(cast: Cast, random: RandomStream, about?: string): Scene {
  const withPapers = random.chance(0.7) ? random.pick(cast.papers).citizenId : undefined;
  const anybody = random.chance(0.5) ? random.pick(cast.claims).claimantId : random.pick(cast.people).id;
  const person =
    cast.citizens.get(about ?? '') ?? cast.citizens.get(withPapers ?? anybody) ?? random.pick(cast.people);
  const relatives = (cast.kinship.get(person.id) ?? []).map(({ relativeId }) => relativeId);
  const family = [person.id, person.id, ...relatives];
  return {
    cast,
    person,
    family,
    claims: cast.claims.filter(({ claimantId, childId = '' }) => [claimantId, childId].includes(person.id)),
    papers: cast.papers.filter(({ citizenId }) => family.includes(citizenId)),
  };
}

/** One of the scene, mostly; else any; an empty list gives way to the other. */
export function pickNear<T>(random: RandomStream, near: readonly T[], all: readonly T[]): T {
  return random.pick(near.length > 0 && random.chance(0.85) ? near : all);
}
