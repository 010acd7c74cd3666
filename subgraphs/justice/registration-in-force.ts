import type { BirthRegistrationRecord, DeathRegistrationRecord } from './collections.ts';

/** An entry of either register. */
export type RegistrationRecord = BirthRegistrationRecord | DeathRegistrationRecord;

/** Whether a version of an entry still says what the register says. */
export function inForce({ status }: RegistrationRecord): boolean {
  return status !== 'SUPERSEDED' && status !== 'WITHDRAWN';
}

/**
 * What the register says now, out of all versions of what it ever said. What another one corrected says nothing any more, also
 * where that one was cancelled since: the mark on the earlier one may be missing, and it does not come back.
 */
export function registrationInForce<T extends RegistrationRecord>(versions: readonly T[]): T | undefined {
  const corrected = new Set(versions.flatMap(({ supersedes }) => supersedes ?? []));
  return versions
    .filter((version) => inForce(version) && !corrected.has(version.id))
    .reduce<T | undefined>(
      (latest, each) => (latest && latest.edition >= each.edition ? latest : each),
      undefined,
    );
}
