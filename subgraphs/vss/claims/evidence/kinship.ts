/** How it is proven that a claimant may claim for a person: nothing of that person is looked at before it is. */
export type Kinship =
  /** A parent, by the population database or the register of births. */
  | 'PARENT'
  /** By the medical notice of a birth that is not registered yet: for the benefit of that birth, and an officer looks. */
  | 'ATTESTED'
  /** Who represents the person without being a parent: a guardian. */
  | 'REPRESENTATIVE'
  /** By a paper that an officer recorded, of a child of whom no register has said whose it is. */
  | 'RECORDED';

/** What the authorities say, asked about the claimant alone. */
export interface KinshipAnswers {
  /** Whether the claimant represents that person, on the day of the leave and today: as a guardian, or a parent of a minor. */
  readonly represents: boolean;
  readonly isParent: boolean;
  /** Whether the register of births names the claimant while the population database has not learnt of it. */
  readonly isRegistered?: boolean;
  /** Births that notices and registrations tell which name the claimant; undefined while they were not asked for. */
  readonly births?: readonly BirthOfClaimant[];
}

/** A birth of which a notice or registration in force names the claimant. */
export interface BirthOfClaimant {
  readonly childId: string;
  /** ISO 8601. */
  readonly bornOn: string;
  readonly isRegistered: boolean;
  /** Of a notice: whether another woman bore the child for whom it names. */
  readonly isSurrogate?: boolean | undefined;
}

/** For whom a benefit is claimed, and of what kind it is. */
export interface KinshipAsked {
  readonly claimantId: string;
  readonly childId: string;
  /** Whose papers are looked at: a sick child's, or just those of a birth. */
  readonly patient: 'CLAIMANT' | 'CHILD';
  /** Day of the leave on which it must hold, ISO 8601. */
  readonly on: string;
  /** The day on which is asked, ISO 8601: whoever represents no longer learns nothing more. */
  readonly today: string;
}

/** Age in years from which nobody's papers are their parents' to see (Civil Code 2015 Art. 20). */
const majority = 18;

/**
 * Whether the answers prove it; undefined where they do not. That somebody is a parent is not enough: the papers of a child
 * of age, and of one whom others have adopted (Law on Adoption 52/2010 Art. 24(4)), are not theirs to see. A birth that the
 * population database does not know yet is proven by its papers (Law 41/2024/QH15 Art. 61): the register for all, a
 * notice for the benefit of that birth alone, as it says who bore a child, and not whose it is years later.
 */
export function kinshipProven(
  { represents, isParent, isRegistered = false, births = [] }: KinshipAnswers,
  { claimantId, childId, patient, on, today }: KinshipAsked,
): Kinship | undefined {
  // Their own birth notice names everybody, as the child.
  if (childId === claimantId) return undefined;
  if (represents) return isParent ? 'PARENT' : 'REPRESENTATIVE';
  const isOfBirth = patient === 'CLAIMANT';
  if (isParent && !isOfBirth) return undefined;
  if (isRegistered && isOfBirth) return 'PARENT';
  const since = Temporal.PlainDate.from(on < today ? today : on)
    .subtract({ years: majority })
    .toString();
  const birth = births
    .filter((each) => each.childId === childId && since < each.bornOn)
    .filter(({ isRegistered: ofRegister, isSurrogate }) => ofRegister || (isOfBirth && isSurrogate !== true))
    .toSorted((one, other) => Number(other.isRegistered) - Number(one.isRegistered))[0];
  return birth && (birth.isRegistered || isParent ? 'PARENT' : 'ATTESTED');
}
