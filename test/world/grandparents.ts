import { addMonths, type Day } from './calendar.ts';
import { chooseDeathOfAge } from './civil-events.ts';
import type { FamilyGround, Guardianship, Household, Parenthood } from './household.ts';
import { isAlive, isMinorIn, type RegisteredPerson } from './person.ts';
import { makeGrownUp, makeMarriage } from './spouses.ts';

const GRANDFATHER_SLOT = 10;
const GRANDMOTHER_SLOT = 11;

/**
 * Adds the parents of the man of a family to it: those of them whom the registers know. Where both parents of
 * minors have died, a grandparent becomes their guardian by law and is recorded so.
 */
export function addGrandparents(
  ground: FamilyGround,
  family: Household,
  of: RegisteredPerson,
  mustLive: boolean,
): Household {
  const { random, asOf } = ground;
  const motherBorn = of.born - Math.round(365.25 * random.int(19, 34)) - random.int(1, 364);
  const fatherBorn = motherBorn - random.int(-300, 2500);
  const grandmother = choose(GRANDMOTHER_SLOT, motherBorn);
  const grandfather = choose(GRANDFATHER_SLOT, Math.min(fatherBorn, of.born - Math.round(365.25 * 19)));
  if (grandfather === undefined && grandmother === undefined) return family;
  const parenthood: Parenthood = {
    child: of,
    ...(grandmother === undefined ? {} : { mother: grandmother }),
    ...(grandfather === undefined ? {} : { father: grandfather }),
  };
  const marriages =
    grandfather === undefined || grandmother === undefined
      ? []
      : [makeMarriage(grandfather, grandmother, of.born - random.int(280, 1100))];
  const grandparents = [grandfather, grandmother].filter((person) => person !== undefined);
  return {
    ...family,
    people: [...family.people, ...grandparents],
    marriages: [...family.marriages, ...marriages],
    parenthoods: [...family.parenthoods, parenthood],
    guardianships: guardianshipsIn(family, grandparents),
  };

  function choose(slot: number, born: Day): RegisteredPerson | undefined {
    const death = chooseDeathOfAge(random, born, asOf);
    if (death === 'BEFORE_REGISTERS' && !mustLive) return undefined;
    const familyName = slot === GRANDFATHER_SLOT ? { familyName: of.name.family } : {};
    const kept = mustLive || death === 'BEFORE_REGISTERS' ? 'LIVES' : (death ?? 'LIVES');
    return makeGrownUp(ground, slot, born, { ...familyName, death: kept });
  }
}

function guardianshipsIn(
  family: Household,
  grandparents: readonly RegisteredPerson[],
): readonly Guardianship[] {
  const { asOf } = family;
  return family.births.flatMap(({ mother, father, children }) => {
    const orphaned = Math.max(mother.death?.day ?? Infinity, father?.death?.day ?? Infinity);
    if (orphaned >= asOf) return [];
    const guardian = grandparents.find((person) => isAlive(person, asOf));
    if (guardian === undefined) return [];
    return children
      .filter((child) => isMinorIn(child, orphaned))
      .map((ward) => ({ guardian, ward, from: orphaned + 30, to: addMonths(ward.born, 18 * 12) }));
  });
}
