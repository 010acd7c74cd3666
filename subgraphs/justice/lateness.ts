import { dayInVietnam } from '../../schema/calendar/day-in-vietnam.ts';
import type { BirthRegistrationRecord, DeathRegistrationRecord } from './collections.ts';

/** Days after a birth in which it must be registered (Law 60/2014 Art. 15). */
const birthTerm = 60;

/** Days after a death in which it must be registered (Law 60/2014 Art. 33). */
const deathTerm = 15;

/**
 * Whether a birth was registered after the term; null for a registration that was made again, since the day of the
 * first one was lost with its register.
 */
export function birthRegisteredLate(entry: BirthRegistrationRecord): boolean | null {
  if (entry.registrationKind === 'AGAIN') return null;
  return isLate(Temporal.PlainDate.from(entry.childBirthDate), entry.registeredOn, birthTerm);
}

/** Whether a death was registered after the term. */
export function deathRegisteredLate({ diedAt, registeredOn }: DeathRegistrationRecord): boolean {
  return isLate(dayInVietnam(diedAt), registeredOn, deathTerm);
}

/** The day of the event does not count, the last day of the term does (Civil Code 2015 Art. 147-148). */
function isLate(event: Temporal.PlainDate, registeredOn: string, term: number): boolean {
  return Temporal.PlainDate.compare(registeredOn, event.add({ days: term })) > 0;
}
