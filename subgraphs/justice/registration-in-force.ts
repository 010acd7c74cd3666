import type { BirthRegistrationRecord, DeathRegistrationRecord } from './collections.ts';

/** An entry of either register. */
export type RegistrationRecord = BirthRegistrationRecord | DeathRegistrationRecord;

/** Whether a version of an entry still says what the register says. */
export function inForce({ status }: RegistrationRecord): boolean {
  return status !== 'SUPERSEDED' && status !== 'WITHDRAWN';
}

/**
 * What the register says now, out of all versions of what it ever said. Of two that are in force the later edition: one was
 * just corrected, and the mark on the earlier one is still to be made.
 */
export function registrationInForce<T extends RegistrationRecord>(versions: readonly T[]): T | undefined {
  return versions
    .filter(inForce)
    .reduce<T | undefined>(
      (latest, each) => (latest && latest.edition >= each.edition ? latest : each),
      undefined,
    );
}
