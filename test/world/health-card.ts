import { isoDay, yearOf, yearStart, type Day } from './calendar.ts';
import type { Career } from './employment.ts';
import { facilityNear } from './facilities.ts';
import { healthCardNumber } from './numbers.ts';

/** A health insurance card with its year of validity. */
export interface HealthCard {
  readonly number: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly registeredFacility: string;
}

/** The card of a participant in the year of the world: `DN` for employees, `GD` for households; level 4 pays 80 %. */
export function healthCardOf(career: Career, asOf: Day): HealthCard | undefined {
  const { person, siNumber } = career;
  if (person.death !== undefined) return undefined;
  const scheme = career.spells.at(-1)?.scheme;
  const objectClass = career.status === 'ACTIVE' && scheme === 'COMPULSORY' ? 'DN' : 'GD';
  const year = yearOf(asOf);
  return {
    number: healthCardNumber(objectClass, 4, siNumber),
    validFrom: isoDay(yearStart(year)),
    validTo: isoDay(yearStart(year + 1) - 1),
    registeredFacility: facilityNear(person.address.provinceCode, 'HEALTH_CENTRE', person.family).code,
  };
}
