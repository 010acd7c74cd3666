import type { Care, Days, UnnumberedCare } from './care.ts';
import { yearOf, yearStart, type Day } from './calendar.ts';
import { chooseCareer, type Career } from './employment.ts';
import { chooseHousehold, type Household } from './household.ts';
import { isRegistered, type RegisteredPerson } from './person.ts';
import {
  chooseLosses,
  chooseOngoingPregnancy,
  choosePrenatalCare,
  conception,
  makeDelivery,
  maternityDays,
} from './pregnancy.ts';
import { randomStream, type RandomStream } from './random.ts';
import { chooseIllnesses, makeHospitalDeath } from './sickness.ts';

/** A family with all that the four agencies could know of it. */
export interface FamilyLife {
  readonly family: Household;
  readonly careers: ReadonlyMap<RegisteredPerson, Career>;
  readonly care: readonly Care[];
}

/**
 * The first day of which electronic medical papers exist: the start of the year before that of the world, for the
 * default day 1 January 2025, ten days before Decision 69/QD-TTg was signed.
 */
export function papersSince(asOf: Day): Day {
  return yearStart(yearOf(asOf) - 1);
}

/** Chooses the life of a family; it depends on nothing but the seed, the index and the day of the world. */
export function chooseFamilyLife(seed: string, index: number, asOf: Day): FamilyLife {
  return chooseLifeOf(seed, chooseHousehold(seed, index, asOf));
}

/** Chooses the life of a family whose members are chosen. */
export function chooseLifeOf(seed: string, family: Household): FamilyLife {
  const { index, asOf } = family;
  const work = randomStream(seed, 'work', index);
  const people = family.people.filter(isRegistered);
  const careers = new Map<RegisteredPerson, Career>();
  for (const person of people) {
    const career = chooseCareer(work, person, asOf);
    if (career !== undefined) careers.set(person, career);
  }
  const random = randomStream(seed, 'care', index);
  const care = [
    ...family.births.flatMap((_, order) => careOfBirth(random, family, careers, order)),
    ...people.flatMap((person) => careOf(random, family, careers, person)),
  ];
  return { family, careers, care: numberCare(care) };
}

/** Numbers encounters in order, from 1. */
function numberCare(care: readonly UnnumberedCare[]): readonly Care[] {
  return care.map((encounter, index) => ({ ...encounter, number: index + 1 }));
}

function careOfBirth(
  random: RandomStream,
  family: Household,
  careers: ReadonlyMap<RegisteredPerson, Career>,
  order: number,
): readonly UnnumberedCare[] {
  const birth = family.births[order];
  if (birth === undefined || birth.day < papersSince(family.asOf)) return [];
  const delivery = makeDelivery(family, birth, careers);
  const prenatal = choosePrenatalCare(
    random,
    family,
    birth.mother,
    { from: Math.max(conception(birth), papersSince(family.asOf)), to: birth.day },
    careers,
  );
  return delivery === undefined ? prenatal : [...prenatal, delivery];
}

function careOf(
  random: RandomStream,
  family: Household,
  careers: ReadonlyMap<RegisteredPerson, Career>,
  person: RegisteredPerson,
): readonly UnnumberedCare[] {
  const since = papersSince(family.asOf);
  if ((person.death?.day ?? Infinity) < since) return [];
  const pregnancies =
    person.gender === 'FEMALE'
      ? [
          ...chooseLosses(random, family, person, careers, since),
          ...chooseOngoingPregnancy(random, family, person, careers, since),
        ]
      : [];
  const death = makeHospitalDeath(family, person, random.int(0, 12));
  const otherwise = [
    ...maternityDays(family, person),
    ...pregnancies.flatMap(leaveOf),
    ...(death === undefined ? [] : [{ from: death.admitted, to: family.asOf }]),
  ];
  const illnesses = chooseIllnesses(random, family, person, careers, { since, otherwise });
  return [...pregnancies, ...illnesses, ...(death === undefined ? [] : [death])];
}

function leaveOf(care: UnnumberedCare): readonly Days[] {
  return 'leave' in care && care.leave !== undefined
    ? [{ from: care.leave.from - 4, to: care.leave.to }]
    : [];
}
