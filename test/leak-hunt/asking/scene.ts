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
  const claim = random.pick(random.chance(0.85) ? openClaims(cast) : cast.claims);
  // Each kind as often as the others: most papers are certificates, most secrets are not in them.
  const paper = random.pick(random.pick([...Map.groupBy(cast.papers, ({ kind }) => kind).values()]));
  const somebody = random.weighted([
    [claim.claimantId, 4],
    [claim.childId ?? claim.claimantId, 2],
    [paper.citizenId, 4],
    [random.pick(cast.births).childId, 1],
    [random.pick(cast.deaths).deceasedId, 1],
    [random.pick(cast.people).id, 1],
  ]);
  const person = cast.citizens.get(about ?? '') ?? cast.citizens.get(somebody) ?? random.pick(cast.people);
  const relatives = (cast.kinship.get(person.id) ?? []).map(({ relativeId }) => relativeId);
  const family = [person.id, ...relatives];
  const claims = cast.claims.filter(({ claimantId, childId = '' }) =>
    [claimantId, childId].includes(person.id),
  );
  const open = claims.filter((each) => isOpen(each));
  return {
    cast,
    person,
    family,
    claims: [...(claims.includes(claim) ? [claim] : []), ...open, ...claims],
    papers: [
      ...(paper.citizenId === person.id ? [paper] : []),
      ...cast.papers.filter(({ citizenId }) => family.includes(citizenId)),
    ],
  };
}

const isOpen = ({ state }: ClaimRecord) => state !== 'DRAFT' && state !== 'CLOSED';

function openClaims({ claims }: Cast): readonly ClaimRecord[] {
  return claims.filter(isOpen);
}

/** The first of the scene, mostly, so that what is drawn apart belongs together; sometimes another, sometimes any. */
export function pickNear<T>(random: RandomStream, near: readonly T[], all: readonly T[]): T {
  const [first = random.pick(all)] = near;
  return random.weighted([
    [first, 70],
    [random.pick(near.length > 0 ? near : all), 20],
    [random.pick(all), 10],
  ]);
}
