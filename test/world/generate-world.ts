import { dayOf, type Day } from './calendar.ts';
import { claimsOf } from './claims.ts';
import { chooseFamilyLife, type FamilyLife } from './family-life.ts';
import { healthRecords } from './health-records.ts';
import { justiceRecords } from './justice-records.ts';
import { citizenRecords, familyRelationRecords } from './population-records.ts';
import { tellStories } from './stories.ts';
import { contributionRecords, employerRecords, insuredPersonRecord } from './vss-records.ts';
import type { WorldRecord } from './world-record.ts';

/** Which world. */
export interface WorldOptions {
  /** The same seed gives the same world. */
  readonly seed: string;
  /** How many registered people at least; the last family is whole. */
  readonly population: number;
  /** ISO day on which the world is looked at; nothing in it is later. */
  readonly asOf: string;
}

/** The day of the world where none is given: a fixed one, so that nothing depends on the clock. */
export const defaultDay = '2026-11-23';

/**
 * All records of a world, family by family: the families of the stories first, then as many as the population asks for.
 * A smaller world is the beginning of a larger one, and memory holds one family at a time.
 */
export function* generateWorld({ seed, population, asOf }: WorldOptions): Generator<readonly WorldRecord[]> {
  const day = dayOf(asOf);
  yield employerRecords().map((doc) => ({ agency: 'vss', collection: 'employers', doc }));
  let people = 0;
  for (const life of familiesOf(seed, asOf)) {
    const records = recordsOf(seed, life, day);
    yield records;
    people += records.filter(({ collection }) => collection === 'citizens').length;
    if (people >= population) return;
  }
}

function* familiesOf(seed: string, asOf: string): Generator<FamilyLife> {
  yield* tellStories(seed, asOf).map(({ life }) => life);
  const day = dayOf(asOf);
  for (let index = 0; ; index++) yield chooseFamilyLife(seed, index, day);
}

/** What the four agencies store of one family. */
function recordsOf(seed: string, life: FamilyLife, asOf: Day): readonly WorldRecord[] {
  const attested = healthRecords(seed, life);
  const justice = justiceRecords(seed, life, attested);
  const claims = claimsOf(seed, life, attested, justice.birthRegistrations);
  const claimsBy = Map.groupBy(claims, ({ claimantId }) => claimantId);
  const careers = Array.from(life.careers.values());
  return [
    ...citizenRecords(life).map((doc) => ({ agency: 'population', collection: 'citizens', doc }) as const),
    ...familyRelationRecords(life).map(
      (doc) => ({ agency: 'population', collection: 'familyRelations', doc }) as const,
    ),
    ...attested.flatMap(({ papers }) =>
      papers.map((doc) => ({ agency: 'health', collection: 'medicalDocuments', doc }) as const),
    ),
    ...justice.birthRegistrations.map(
      (doc) => ({ agency: 'justice', collection: 'birthRegistrations', doc }) as const,
    ),
    ...justice.deathRegistrations.map(
      (doc) => ({ agency: 'justice', collection: 'deathRegistrations', doc }) as const,
    ),
    ...justice.extracts.map((doc) => ({ agency: 'justice', collection: 'extracts', doc }) as const),
    ...justice.announcedEvents.map(
      (doc) => ({ agency: 'justice', collection: 'announcedEvents', doc }) as const,
    ),
    ...careers.map((career) => {
      const own = claimsBy.get(career.person.citizenId) ?? [];
      return {
        agency: 'vss',
        collection: 'insuredPersons',
        doc: insuredPersonRecord(career, own, asOf),
      } as const;
    }),
    ...careers.flatMap((career) =>
      contributionRecords(career).map(
        (doc) => ({ agency: 'vss', collection: 'contributions', doc }) as const,
      ),
    ),
    ...claims.map((doc) => ({ agency: 'vss', collection: 'claims', doc }) as const),
  ];
}
