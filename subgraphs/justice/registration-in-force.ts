import type { BirthRegistrationRecord, DeathRegistrationRecord } from './collections.ts';

/** An entry of either register. */
export type RegistrationRecord = BirthRegistrationRecord | DeathRegistrationRecord;

/** Whether a version of an entry still says what the register says. */
export function inForce({ status }: RegistrationRecord): boolean {
  return status !== 'SUPERSEDED' && status !== 'WITHDRAWN';
}

/** What the register says now, out of all versions of what it ever said. @param versions newest first */
export function registrationInForce<T extends RegistrationRecord>(versions: readonly T[]): T | undefined {
  return versions.find(inForce);
}
