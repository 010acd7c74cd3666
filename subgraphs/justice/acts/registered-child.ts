import { madeId } from '../../kit/acts/request.ts';
import type { BirthRegistrationRecord } from '../collections.ts';
import { registrationInForce } from '../registration-in-force.ts';
import type { Context } from './desk.ts';
import { birthBook } from './registration-in-hand.ts';

/** What a birth is told from another one by, beside its number. */
type Birth = Pick<BirthRegistrationRecord, 'childName' | 'childBirthDate' | 'childPersonalNumber'>;

/** Whose birth is about to be registered. */
export type RegisteredChild =
  /** A citizen whom the register, or the notice, knows already; undefined where it is somebody new. */
  | { readonly known: string | undefined }
  /** Opaque id of the entry by which that birth is registered already. */
  | { readonly existing: string };

/**
 * Whose birth is registered: the child of the notice, or of an entry of the same birth that was cancelled. A number alone says
 * nothing: one that was typed wrongly stands in a cancelled entry of another child, whom its owner must not become. Nor does
 * an id that a notice gave to a cancelled entry follow where that notice is not named again: it may have been another child's.
 *
 * @param earlier every entry under the same number or from the same notice; none of them is in force
 * @param ofNotice opaque id of whom the notice is about, as far as it is known
 */
export async function registeredChild(
  birth: Birth,
  earlier: readonly BirthRegistrationRecord[],
  ofNotice: string | undefined,
  context: Context,
): Promise<RegisteredChild> {
  const isOfOther = earlier.some((entry) => madeFor(entry) === ofNotice && isOther(entry, birth));
  const subject = isOfOther ? undefined : ofNotice;
  const known = subject ?? earlier.find((entry) => isSameBirth(entry, birth))?.childId;
  if (known === undefined) return { known };
  const versions = await birthBook(context).versionsOf(known);
  if (subject === undefined && isOfNotice(known, versions)) return { known: undefined };
  const existing = registrationInForce(versions);
  if (!existing) return { known };
  // Whose notice was taken for another child's has a new id: the one of that time is the other child's by now.
  const isOthers = subject === undefined && !isSameBirth(existing, birth);
  return isOthers ? { known: undefined } : { existing: existing.id };
}

/** Whether a child has its opaque id of a notice: no entry made it, and one names a notice. */
function isOfNotice(childId: string, versions: readonly BirthRegistrationRecord[]): boolean {
  return (
    versions.some(({ medicalNoticeId }) => medicalNoticeId !== undefined) &&
    !versions.some((version) => madeFor(version) === childId)
  );
}

/**
 * The opaque id that an entry made for its child; undefined where it was known before. A notice that named nobody names whom it was
 * taken for, and was cancelled with: that child's id is not for whom the notice is about.
 */
function madeFor({ childId, request }: BirthRegistrationRecord): string | undefined {
  return request && childId === madeId('citizen', request) ? childId : undefined;
}

/** Whether nothing that tells births apart is the same. */
function isOther(one: Birth, other: Birth): boolean {
  return one.childPersonalNumber !== other.childPersonalNumber && !isSameBirth(one, other);
}

function isSameBirth(one: Birth, other: Birth): boolean {
  return one.childBirthDate === other.childBirthDate && folded(one.childName) === folded(other.childName);
}

function folded(name: string): string {
  return name.normalize('NFC').toLocaleLowerCase('vi').trim().replace(/\s+/g, ' ');
}
