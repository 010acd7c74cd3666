import { sha256 } from '../../schema/sha256.ts';
import { medicalDocuments } from '../../subgraphs/health/collections.ts';
import { birthRegistrations, deathRegistrations } from '../../subgraphs/justice/collections.ts';
import type { CollectionSpec, Store, Stored } from '../../subgraphs/kit/store/port.ts';
import { citizens, familyRelations } from '../../subgraphs/population/collections.ts';
import type { ClaimCollections } from '../../subgraphs/vss/claims/desk/claim-collections.ts';
import { claims, contributions, insuredPersons, type ClaimRecord } from '../../subgraphs/vss/collections.ts';
import type { Agency } from '../../start/start-hub.ts';
import { citizen, relation } from '../subgraphs/population/records.ts';
import { contribution, insured } from '../subgraphs/vss/records.ts';
import { claimKinds, type ClaimCast, type ClaimKind, type KindName } from './claim-kinds.ts';

/** The office that decides all of them. */
export const office = 'BHXH-RESOLVE';

/** A claim that was made up, and what it must come to. */
export interface MadeClaim {
  readonly kind: KindName;
  readonly cast: ClaimCast;
  /** Whole đồng a month. */
  readonly salary: number;
  readonly expected: number;
  readonly doubts: readonly string[];
}

const names = Object.keys(claimKinds) as readonly KindName[];

/** So many claims of all kinds in turn, on forty salaries. @param series part of the ids of their people */
export function makeClaims(count: number, series = 'resolve'): readonly MadeClaim[] {
  return Array.from({ length: count }, (_, index) => {
    const name = names[index % names.length] ?? 'ILLNESS';
    return makeClaim(
      name,
      `${series}-${String(index).padStart(8, '0')}`,
      5_000_000 + ((index * 7) % 40) * 1_000_123,
    );
  });
}

/** One claim of a kind, of people with a name of their own. */
export function makeClaim(kind: KindName, name: string, salary: number): MadeClaim {
  const { expected, doubts = [] } = kindOf(kind);
  // A claim names a child by an opaque id alone.
  const child = sha256(`child ${name}`).slice(0, 22);
  const cast = { claimant: `worker-${name}`, child, other: `other-${name}` };
  return { kind, cast, salary, expected: expected(salary), doubts };
}

/** A kind by its name. */
export function kindOf(name: KindName): ClaimKind {
  return claimKinds[name];
}

/** The claims that were stored for a made one; one, if all is right. */
export async function claimsOf(
  { claims: stored }: Pick<ClaimCollections, 'claims'>,
  { cast, kind }: MadeClaim,
): Promise<readonly ClaimRecord[]> {
  const { leaveFrom } = kindOf(kind);
  const its = await stored.find({ index: 'byClaimant', equals: [cast.claimant], limit: 10 });
  return its.filter((claim) => claim.leaveFrom === leaveFrom);
}

/** The claim that was stored for a made one; undefined while it is not taken in. */
export async function claimOf(
  collections: Pick<ClaimCollections, 'claims'>,
  made: MadeClaim,
): Promise<ClaimRecord | undefined> {
  return (await claimsOf(collections, made))[0];
}

/** Writes people, papers, registrations and earlier claims to the agencies that hold them. */
export async function recordPeople(
  { health, justice, population, vss }: Readonly<Record<Agency, Store>>,
  made: readonly MadeClaim[],
): Promise<void> {
  const held = made.map(({ kind, cast }) => kindOf(kind).holdings(cast));
  await put(vss, insuredPersons, made.map(insuredOf));
  await put(
    vss,
    contributions,
    made.map(({ kind, cast, salary }) => {
      const { insuredAs = 'COMPULSORY', contributed } = kindOf(kind);
      const { from, to } = contributed ?? { from: '2020-01-01', to: '2026-11-01' };
      return contribution(cast.claimant, from, to, { salaryBase: salary, scheme: insuredAs });
    }),
  );
  await put(
    vss,
    claims,
    held.flatMap(({ earlier = [] }) => earlier.map((each) => ({ ...each, office }))),
  );
  await put(population, citizens, made.flatMap(citizensOf));
  await put(population, familyRelations, made.flatMap(relationsOf));
  await put(
    justice,
    birthRegistrations,
    held.flatMap(({ registrations = [] }) => registrations),
  );
  await put(
    justice,
    deathRegistrations,
    held.flatMap(({ deaths = [] }) => deaths),
  );
  await put(
    health,
    medicalDocuments,
    held.flatMap(({ papers = [] }) => papers),
  );
}

function insuredOf({ kind, cast }: MadeClaim) {
  const { insuredAs, sickDaysPaid } = kindOf(kind);
  return insured(cast.claimant, {
    office,
    scheme: insuredAs ?? 'COMPULSORY',
    ...(sickDaysPaid !== undefined && { sicknessDaysPaid: { 2026: sickDaysPaid } }),
  });
}

function citizensOf({ kind, cast: { claimant, child, other } }: MadeClaim) {
  const { childBorn, isMan } = kindOf(kind);
  const adults = [citizen(claimant, { gender: isMan ? 'MALE' : 'FEMALE' }), citizen(other)];
  return childBorn === undefined ? adults : [...adults, citizen(child, { birthDate: childBorn })];
}

function relationsOf({ kind, cast: { claimant, child } }: MadeClaim) {
  const { childBorn, isMan } = kindOf(kind);
  if (childBorn === undefined) return [];
  const since = { validFrom: childBorn };
  const parent = isMan ? 'FATHER' : 'MOTHER';
  return [relation(claimant, 'CHILD', child, since), relation(child, parent, claimant, since)];
}

async function put<T extends Stored>(store: Store, spec: CollectionSpec<T>, documents: readonly T[]) {
  const collection = await store.collection(spec);
  for (let at = 0; at < documents.length; at += 500)
    await collection.insertMany(documents.slice(at, at + 500));
}
