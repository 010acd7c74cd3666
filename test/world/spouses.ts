import type { Day } from './calendar.ts';
import { chooseDeathOfAge } from './civil-events.ts';
import type { FamilyGround, Marriage } from './household.ts';
import { isRegistered, makePerson, type Death, type RegisteredPerson } from './person.ts';
import { chooseAddress, chooseCommune } from './places.ts';

/** Slots of the grown-up members: husband or single man, wife or single woman. */
const HUSBAND_SLOT = 0;
const WIFE_SLOT = 1;

/**
 * Makes a grown-up of a family in its slot: men have the even slots, women the odd ones. Age decides on death where
 * none is given.
 */
export function makeGrownUp(
  ground: FamilyGround,
  slot: number,
  born: Day,
  given: { readonly death?: Death | 'LIVES' | undefined; readonly familyName?: string } = {},
): RegisteredPerson {
  const { random, asOf } = ground;
  const death = given.death ?? chooseDeathOfAge(random, born, asOf);
  const elsewhere = random.chance(0.12) ? chooseAddress(random, chooseCommune(random)) : undefined;
  const person = makePerson(random, {
    ...ground,
    family: ground.index,
    slot,
    gender: slot % 2 === 0 ? 'MALE' : 'FEMALE',
    born,
    familyName: given.familyName,
    registeredOn: born + random.int(3, 55),
    numberChangedOn: random.chance(0.01) ? asOf - random.int(30, 3300) : undefined,
    death: death === 'BEFORE_REGISTERS' || death === 'LIVES' ? undefined : death,
    livesElsewhere: elsewhere,
  });
  if (!isRegistered(person)) throw new Error('a grown-up is always registered');
  return person;
}

/** Chooses husband, wife and how their marriage goes; both are of age on the day of it. */
export function chooseSpouses(
  ground: FamilyGround,
  married: Day,
  death?: Death,
): { readonly husband: RegisteredPerson; readonly wife: RegisteredPerson; readonly marriage: Marriage } {
  const { random, asOf } = ground;
  const wifeBorn = married - Math.round(365.25 * random.int(18, 31)) - random.int(1, 364);
  const husbandBorn = Math.min(wifeBorn - random.int(-500, 2900), married - Math.round(365.25 * 20) - 1);
  const husband = makeGrownUp(ground, HUSBAND_SLOT, husbandBorn, { death });
  const wife = makeGrownUp(ground, WIFE_SLOT, wifeBorn, { death });
  return { husband, wife, marriage: makeMarriage(husband, wife, married, chooseDivorce()) };

  function chooseDivorce(): Day | undefined {
    const day = married + random.int(700, 9000);
    return random.chance(0.09) && day < asOf ? day : undefined;
  }
}

/** A marriage that ends by divorce or by the first death, whichever comes first. */
export function makeMarriage(
  husband: RegisteredPerson,
  wife: RegisteredPerson,
  from: Day,
  divorced?: Day,
): Marriage {
  const death = Math.min(husband.death?.day ?? Infinity, wife.death?.day ?? Infinity);
  const to = Math.min(death, divorced ?? Infinity);
  if (to === Infinity) return { husband, wife, from };
  return { husband, wife, from, to, end: to === death ? 'DEATH' : 'DIVORCE' };
}
