import type { BirthRegistrationRecord, DeathRegistrationRecord } from './collections.ts';

/** An entry of either register. */
export type RegistrationRecord = BirthRegistrationRecord | DeathRegistrationRecord;

/** Whether a version of an entry still says what the register says. */
export function inForce({ status }: RegistrationRecord): boolean {
  return status !== 'SUPERSEDED' && status !== 'WITHDRAWN';
}

/**
 * Whether the register says an entry still. What another version corrected says nothing any more, also where that one was cancelled
 * since: the mark on the earlier one may be missing, and it does not come back.
 *
 * @param versions all that the register ever said of the same person
 */
export function isSaid(entry: RegistrationRecord, versions: readonly RegistrationRecord[]): boolean {
  return inForce(entry) && versions.every(({ supersedes }) => supersedes !== entry.id);
}

/** What the register says now, out of all versions of what it ever said. */
export function registrationInForce<T extends RegistrationRecord>(versions: readonly T[]): T | undefined {
  return versions
    .filter((version) => isSaid(version, versions))
    .reduce<T | undefined>(
      (latest, each) => (latest && latest.edition >= each.edition ? latest : each),
      undefined,
    );
}
