import type { Day } from './calendar.ts';
import { addMonths } from './calendar.ts';
import { makeDeath } from './civil-events.ts';
import { chooseBirths, makeBirth, type Birth } from './birth.ts';
import { chooseEthnicity } from './names.ts';
import { FIRST_CHILD_SLOT, isAlive, type Person, type RegisteredPerson } from './person.ts';
import { chooseAddress, chooseCommune, type Commune, type PostalAddress } from './places.ts';
import { randomStream, type RandomStream } from './random.ts';
import { addGrandparents } from './grandparents.ts';
import { chooseSpouses, makeGrownUp } from './spouses.ts';

/** A marriage; without `to` it lasts. */
export interface Marriage {
  readonly husband: RegisteredPerson;
  readonly wife: RegisteredPerson;
  readonly from: Day;
  readonly to?: Day;
  readonly end?: 'DIVORCE' | 'DEATH';
}

/** Who bore and who begot a person, as far as the registers know. */
export interface Parenthood {
  readonly child: Person;
  readonly mother?: RegisteredPerson;
  readonly father?: RegisteredPerson;
}

/** Somebody who acts for a minor by judgment of a court (Civil Code 2015 art. 46-48). */
export interface Guardianship {
  readonly guardian: RegisteredPerson;
  readonly ward: RegisteredPerson;
  readonly from: Day;
  readonly to: Day;
}

/** An adoption; `handedOverOn` is the day from which the leave of Law 41/2024 art. 56 counts. */
export interface Adoption {
  readonly child: RegisteredPerson;
  readonly parents: readonly RegisteredPerson[];
  readonly handedOverOn: Day;
}

/** A family: who is in it and what the registers know of it. Nothing in it refers to another family. */
export interface Household {
  readonly index: number;
  readonly asOf: Day;
  readonly home: Commune;
  readonly address: PostalAddress;
  readonly people: readonly Person[];
  readonly head: RegisteredPerson;
  readonly marriages: readonly Marriage[];
  readonly parenthoods: readonly Parenthood[];
  readonly births: readonly Birth[];
  readonly guardianships: readonly Guardianship[];
  readonly adoptions: readonly Adoption[];
}

/** The ground on which the members of a family are made. */
export interface FamilyGround {
  readonly random: RandomStream;
  readonly index: number;
  readonly asOf: Day;
  readonly home: Commune;
  readonly address: PostalAddress;
  readonly ethnicityCode: string;
}

type Kind = 'YOUNG_COUPLE' | 'GROWN_COUPLE' | 'OLD_COUPLE' | 'SINGLE' | 'SINGLE_MOTHER' | 'ORPHANS';

const KINDS: readonly (readonly [Kind, number])[] = [
  ['YOUNG_COUPLE', 44],
  ['GROWN_COUPLE', 21],
  ['OLD_COUPLE', 14],
  ['SINGLE', 14],
  ['SINGLE_MOTHER', 6],
  ['ORPHANS', 1],
];
/** Fewest and most years since the marriage. */
const YEARS_MARRIED: Readonly<Record<Kind, readonly [number, number]>> = {
  YOUNG_COUPLE: [0, 13],
  GROWN_COUPLE: [12, 30],
  OLD_COUPLE: [28, 52],
  SINGLE: [0, 0],
  SINGLE_MOTHER: [1, 15],
  ORPHANS: [8, 16],
};

/** Lays the ground of a family. */
function chooseGround(seed: string, index: number, asOf: Day): FamilyGround {
  const random = randomStream(seed, 'household', index);
  const home = chooseCommune(random);
  return {
    random,
    index,
    asOf,
    home,
    address: chooseAddress(random, home),
    ethnicityCode: chooseEthnicity(random),
  };
}

/** Chooses a whole family; it depends on nothing but the seed, its index and the day. */
export function chooseHousehold(seed: string, index: number, asOf: Day): Household {
  const ground = chooseGround(seed, index, asOf);
  const { random } = ground;
  const kind = random.weighted(KINDS);
  const [least, most] = YEARS_MARRIED[kind];
  const married = addMonths(asOf, -random.int(least * 12, most * 12)) - random.int(0, 27);
  if (kind === 'SINGLE') {
    const born = addMonths(asOf, -random.int(19 * 12, 84 * 12)) - random.int(0, 27);
    const person = makeGrownUp(ground, random.chance(0.5) ? 0 : 1, born);
    return makeHousehold(ground, { people: [person], head: person });
  }
  if (kind === 'SINGLE_MOTHER') {
    const mother = makeGrownUp(ground, 1, married - random.int(19 * 365, 33 * 365));
    const births = chooseBirths(random, { since: married, until: asOf, mother }).map((plan, order, plans) =>
      makeBirth(ground, plan, { mother, slot: firstSlot(plans, order) }),
    );
    return makeHousehold(ground, { people: [mother], head: mother, births });
  }
  const dead = kind === 'ORPHANS' ? asOf - random.int(40, 6 * 365) : undefined;
  const death =
    dead === undefined
      ? undefined
      : { ...makeDeath(random, dead, asOf), icd10Code: 'V29.9', cause: 'Tai nạn giao thông đường bộ' };
  const { husband, wife, marriage } = chooseSpouses(ground, married, death);
  const until = Math.min(asOf, marriage.to ?? asOf);
  const births = chooseBirths(random, { since: married, until, mother: wife }).map((plan, order, plans) =>
    makeBirth(ground, plan, { mother: wife, father: husband, slot: firstSlot(plans, order) }),
  );
  const family = makeHousehold(ground, {
    people: [husband, wife],
    head: husband,
    births,
    marriages: [marriage],
  });
  if (kind === 'OLD_COUPLE' || (kind !== 'ORPHANS' && !random.chance(0.4))) return family;
  return addGrandparents(ground, family, husband, kind === 'ORPHANS');
}

/** Puts a family together; its children come from its births. */
function makeHousehold(
  ground: FamilyGround,
  parts: Pick<Household, 'people' | 'head'> & Partial<Household>,
): Household {
  const births = parts.births ?? [];
  const { index, asOf, home, address } = ground;
  return {
    index,
    asOf,
    home,
    address,
    marriages: [],
    guardianships: [],
    adoptions: [],
    ...parts,
    births,
    people: [...parts.people, ...births.flatMap((birth) => birth.children)],
    parenthoods: [...(parts.parenthoods ?? []), ...births.flatMap(parenthoodsOf)],
  };
}

/** Children of a person who live on a day, adopted ones left out (Decree 168/2026 art. 2 counts biological children). */
export function livingChildrenOf(births: readonly Birth[], parent: Person, on: Day): readonly Person[] {
  return births
    .filter(({ mother, father }) => mother === parent || father === parent)
    .flatMap(({ children }) => children.filter((child) => isAlive(child, on)));
}

function parenthoodsOf(birth: Birth): readonly Parenthood[] {
  const { mother, father } = birth;
  return birth.children.map((child) => ({ child, mother, ...(father === undefined ? {} : { father }) }));
}

function firstSlot(plans: readonly { readonly children: number }[], order: number): number {
  return FIRST_CHILD_SLOT + plans.slice(0, order).reduce((sum, plan) => sum + plan.children, 0);
}
