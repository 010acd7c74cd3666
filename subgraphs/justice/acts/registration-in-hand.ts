import type { Collection } from '../../kit/store/port.ts';
import { ConflictError } from '../../kit/store/store-errors.ts';
import type { BirthRegistrationRecord, DeathRegistrationRecord } from '../collections.ts';
import { inForce, isSaid, registrationInForce, type RegistrationRecord } from '../registration-in-force.ts';
import type { Context, OpenAct } from './desk.ts';
import { refused, type Refused } from './refusal.ts';

/** The register of births or that of deaths, for acts that both know. */
export interface Book<T extends RegistrationRecord> {
  readonly collection: Collection<T>;
  readonly subjectOf: (entry: T) => string;
  /** Every version of what the register ever said of a person. @param person opaque id */
  readonly versionsOf: (person: string) => Promise<readonly T[]>;
  /** Opaque ids of all whose own file an entry is, as far as the registers know them. */
  readonly concerns: (entry: T) => Promise<readonly string[]>;
}

/** More versions of an entry than there are; a bound, not a page. */
const allVersions = 100;

/**
 * The registration that an act is about, when the officer may change it now: it is in force, in the officer's own
 * register, about somebody else, and not locked by the death of its person (Law 60/2014 Art. 34(2)).
 */
export async function registrationInHand<T extends RegistrationRecord>(
  book: Book<T>,
  id: string,
  act: OpenAct,
  context: Context,
): Promise<T | Refused> {
  const entry = await book.collection.get(id);
  if (!entry) return refused('REGISTRATION_NOT_FOUND');
  if (entry.issuer.code !== act.officer.office) return refused('NOT_YOUR_REGISTER');
  if (await isOwnFile(book, entry, act)) return refused('OWN_FILE');
  if (!(await isCurrent(book, entry))) return refused('NOT_IN_FORCE');
  if (entry.kind === 'BIRTH_REGISTRATION' && (await isLocked(book.subjectOf(entry), context)))
    return refused('RECORD_LOCKED_BY_DEATH');
  return entry;
}

/** Whether an entry is what the register says, be the mark of what corrected it still to write. */
export async function isCurrent<T extends RegistrationRecord>(book: Book<T>, entry: T): Promise<boolean> {
  return inForce(entry) && isSaid(entry, await book.versionsOf(book.subjectOf(entry)));
}

/** Whether what an entry says, or would say, is the officer's own file: another registrar must do it. */
export async function isOwnFile<T extends RegistrationRecord>(
  book: Pick<Book<T>, 'concerns'>,
  entry: T,
  { officer }: Pick<OpenAct, 'officer'>,
): Promise<boolean> {
  return (await book.concerns(entry)).includes(officer.citizen);
}

async function isLocked(person: string, context: Context): Promise<boolean> {
  return registrationInForce(await deathBook(context).versionsOf(person)) !== undefined;
}

/** Writes down that an entry says no longer what the register says; what another process wrote meanwhile stays. */
export async function endEntry<T extends RegistrationRecord>(
  { collection }: Book<T>,
  id: string,
  change: Pick<T, 'status' | 'updatedAt'> & Partial<Pick<T, 'statusReason' | 'cancelledBy'>>,
): Promise<T | undefined> {
  const entry = await collection.get(id);
  if (!entry || !inForce(entry)) return undefined;
  try {
    return await collection.replace({ ...entry, ...change });
  } catch (error) {
    if (error instanceof ConflictError) return undefined;
    throw error;
  }
}

/** Births, of which a registrar may be the child, or a parent by this entry or by an earlier one of the child. */
export function birthBook({ births }: Context): Book<BirthRegistrationRecord> {
  const versionsOf = (child: string) =>
    births.collection.find({ index: 'byChild', equals: [child], limit: allVersions });
  return {
    collection: births.collection,
    subjectOf: births.subjectOf,
    versionsOf,
    concerns: async (entry) => [
      entry.childId,
      ...[entry, ...(await versionsOf(entry.childId))].flatMap(({ parentIds }) => parentIds),
    ],
  };
}

/** Deaths: whose parent or child has died may represent the dead from then on (Decree 13/2023 Art. 19). */
export function deathBook({ births, deaths }: Context): Book<DeathRegistrationRecord> {
  const entries = async (index: 'byChild' | 'byParent', id: string) =>
    (await births.collection.find({ index, equals: [id], limit: allVersions })).filter(inForce);
  return {
    collection: deaths.collection,
    subjectOf: deaths.subjectOf,
    versionsOf: (deceased) =>
      deaths.collection.find({ index: 'byDeceasedEdition', equals: [deceased], limit: allVersions }),
    concerns: async ({ deceasedId }) => {
      const [own, children] = await Promise.all([
        entries('byChild', deceasedId),
        entries('byParent', deceasedId),
      ]);
      const [parents, childIds] = [
        own.flatMap(({ parentIds }) => parentIds),
        children.map(({ childId }) => childId),
      ];
      return [deceasedId, ...parents, ...childIds];
    },
  };
}
