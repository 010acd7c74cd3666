import { dayOf, yearOf, type Day } from './calendar.ts';
import { chooseName } from './names.ts';
import { personalNumber } from './numbers.ts';
import { chooseAddress, type Commune, type PostalAddress } from './places.ts';
import { citizenIdOf } from './pseudonyms.ts';
import type { RandomStream } from './random.ts';

export type Gender = 'MALE' | 'FEMALE' | 'UNDETERMINED';

export interface PersonName {
  readonly family: string;
  readonly middle: string;
  readonly given: string;
}

/** A personal number and the days in which it was valid; without `to` it is valid still. */
export interface NumberSpell {
  readonly value: string;
  readonly from: Day;
  readonly to?: Day;
}

/** How and where somebody died, and when the civil status register learnt of it (never, if missing). */
export interface Death {
  readonly day: Day;
  readonly minute: number;
  readonly cause: string;
  readonly icd10Code: string;
  readonly inHospital: boolean;
  readonly registeredOn?: Day;
}

/** A member of a family. Who is not yet registered has neither a personal number nor an opaque id. */
export interface Person {
  readonly family: number;
  readonly slot: number;
  /** Unique in the world; number registers derive their values from it. */
  readonly serial: number;
  readonly citizenId?: string;
  readonly gender: Gender;
  readonly name: PersonName;
  readonly ethnicityCode: string;
  readonly born: Day;
  /** Minute of the day of birth. */
  readonly bornAt: number;
  /** Old people of whom no register knows more than the year of birth. */
  readonly onlyYearKnown: boolean;
  readonly registeredOn?: Day;
  readonly numbers: readonly NumberSpell[];
  readonly hometown: PostalAddress;
  readonly address: PostalAddress;
  readonly livesElsewhere?: PostalAddress;
  readonly death?: Death;
}

/** A person who is in the registers, so that others may refer to him or her. */
export type RegisteredPerson = Person & { readonly citizenId: string; readonly registeredOn: Day };

/** What must be known to make a person; all else is chosen. */
export interface PersonPlan {
  readonly family: number;
  readonly slot: number;
  readonly gender: Gender;
  readonly born: Day;
  readonly address: PostalAddress;
  readonly home: Commune;
  readonly ethnicityCode: string;
  readonly familyName?: string | undefined;
  readonly name?: PersonName | undefined;
  /** Missing for a child whose birth is not registered. */
  readonly registeredOn?: Day | undefined;
  /** Day on which the first personal number was cancelled and another given (Decree 70/2024 art. 11). */
  readonly numberChangedOn?: Day | undefined;
  readonly death?: Death | undefined;
  readonly livesElsewhere?: PostalAddress | undefined;
}

/** Children have the slots 2 to 9 of their family. */
export const FIRST_CHILD_SLOT = 2;

/** Slots of one family: the members, then as many again for the second personal number of each. */
const MEMBER_SLOTS = 16;

/** The first day on which personal numbers were given (Law 59/2014 in force, 1 January 2016). */
export const NUMBERS_SINCE = dayOf('2016-01-01');

/** Makes a person out of a plan. */
export function makePerson(random: RandomStream, plan: PersonPlan): Person {
  const { family, slot, gender, born, address, home, ethnicityCode, registeredOn } = plan;
  const serial = family * MEMBER_SLOTS * 2 + slot;
  const numbers = numberSpells(serial, plan);
  const first = numbers[0];
  return {
    family,
    slot,
    serial,
    ...(first === undefined ? {} : { citizenId: citizenIdOf(first.value) }),
    gender,
    name: plan.name ?? chooseName(random, ethnicityCode, gender, plan.familyName),
    ethnicityCode,
    born,
    bornAt: random.int(0, 1439),
    onlyYearKnown: yearOf(born) < 1950 && random.chance(0.15),
    ...(registeredOn === undefined ? {} : { registeredOn }),
    numbers,
    hometown: chooseAddress(random, home),
    address,
    ...(plan.livesElsewhere === undefined ? {} : { livesElsewhere: plan.livesElsewhere }),
    ...(plan.death === undefined ? {} : { death: plan.death }),
  };
}

/** Whether a person is in the registers. */
export function isRegistered(person: Person): person is RegisteredPerson {
  return person.citizenId !== undefined && person.registeredOn !== undefined;
}

/** Whether a person lives on a day. */
export function isAlive(person: Person, on: Day): boolean {
  return person.born <= on && (person.death === undefined || person.death.day > on);
}

/** Whether a person is a minor on a day and in the registers, and so needs somebody to act for him or her. */
export function isMinorIn(person: Person, on: Day): person is RegisteredPerson {
  return isRegistered(person) && isAlive(person, on) && yearOf(on) - yearOf(person.born) < 18;
}

/** The personal number that is valid, or was the last one. */
export function currentNumber(person: RegisteredPerson): string {
  const last = person.numbers.at(-1);
  if (last === undefined) throw new Error('a registered person has a number');
  return last.value;
}

function numberSpells(serial: number, plan: PersonPlan): readonly NumberSpell[] {
  if (plan.registeredOn === undefined) return [];
  const year = yearOf(plan.born);
  const from = Math.max(plan.registeredOn, NUMBERS_SINCE);
  const first = personalNumber(serial, plan.gender, year);
  const changed = plan.numberChangedOn;
  if (changed === undefined || changed <= from) return [{ value: first, from }];
  const second = personalNumber(serial + MEMBER_SLOTS, plan.gender, year);
  return [
    { value: first, from, to: changed - 1 },
    { value: second, from: changed },
  ];
}
