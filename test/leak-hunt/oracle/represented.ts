import type { FamilyRelationRecord } from '../../../subgraphs/population/collections.ts';
import type { KnownWorld } from './known-world.ts';

/**
 * Whom a citizen represents on a day, as the README of Population says: minor children, wards, and the dead as spouse or
 * grown-up child, or else as parent.
 */
export function representedBy(world: KnownWorld, citizen: string, today: string): ReadonlySet<string> {
  const all = [...world.citizens.keys()].filter((person) =>
    world.citizens.get(person)?.diedOn === undefined
      ? representsLiving(world, citizen, person, today)
      : representsDead(world, citizen, person, today),
  );
  return new Set(all);
}

/** Whether a citizen acts for somebody who lives. */
export function representsLiving(world: KnownWorld, citizen: string, person: string, today: string): boolean {
  const isTo = (who: string, to: string, ...kinds: readonly string[]) =>
    kin(world, to, today, kinds).some(({ relativeId }) => relativeId === who);
  if (isTo(citizen, person, 'GUARDIAN')) return true;
  const birthDate = world.citizens.get(person)?.birthDate;
  if (birthDate === undefined || ageOn(birthDate, today) >= 18) return false;
  if (isTo(citizen, person, 'ADOPTIVE_PARENT')) return true;
  if (!isTo(citizen, person, 'MOTHER', 'FATHER')) return false;
  // Parents of a child that was adopted represent it no longer, unless they are married to who adopted it.
  const adopters = kin(world, person, today, ['ADOPTIVE_PARENT']).map(({ relativeId }) => relativeId);
  return adopters.length === 0 || adopters.some((adopter) => isTo(adopter, citizen, 'SPOUSE'));
}

function representsDead(world: KnownWorld, citizen: string, person: string, today: string): boolean {
  const { diedOn = '' } = world.citizens.get(person) ?? {};
  const living = (kinds: readonly string[]) =>
    kin(world, person, diedOn, kinds)
      .map(({ relativeId }) => relativeId)
      .filter((id) => world.citizens.has(id) && world.citizens.get(id)?.diedOn === undefined);
  const children = living(['CHILD', 'ADOPTED_CHILD']).filter((id) => {
    const child = world.citizens.get(id);
    return ageOn(child?.birthDate ?? `${child?.birthYear}-12-31`, today) >= 18;
  });
  const first = [...living(['SPOUSE']), ...children];
  return (first.length > 0 ? first : living(['MOTHER', 'FATHER', 'ADOPTIVE_PARENT'])).includes(citizen);
}

/** Proven relations in force; a declaration proves nothing. */
function kin(
  { kinship }: KnownWorld,
  of: string,
  day: string,
  kinds: readonly string[],
): readonly FamilyRelationRecord[] {
  return (kinship.get(of) ?? []).filter(
    ({ kind, provenBy, validFrom, validTo, withdrawnBy }) =>
      kinds.includes(kind) &&
      withdrawnBy === undefined &&
      provenBy !== 'DECLARATION' &&
      validFrom <= day &&
      (validTo === undefined || day <= validTo),
  );
}

function ageOn(birthDate: string, day: string): number {
  return Temporal.PlainDate.from(birthDate).until(day, { largestUnit: 'years' }).years;
}
