/** How it is proven that a claimant may claim for a person: nothing of that person is looked at before it is. */
export type Kinship =
  /** A parent, by the population database or the register of births. */
  | 'PARENT'
  /** By the medical notice of the birth alone: proof of who bore a child, and just a statement of who is its father. */
  | 'ATTESTED'
  /** Who represents the person without being a parent: a guardian. */
  | 'REPRESENTATIVE'
  /** An officer has read it in a paper of the file. */
  | 'RECORDED';

/** What the authorities say, asked about the claimant alone. */
export interface KinshipAnswers {
  /** Whether the claimant represents that person: as a guardian, or as a parent while it is a minor. */
  readonly represents: boolean;
  readonly isParent: boolean;
  /** Births that notices and registrations tell which name the claimant; undefined while they were not asked for. */
  readonly births?: readonly BirthOfClaimant[];
}

/** A birth of which a notice or registration in force names the claimant. */
export interface BirthOfClaimant {
  readonly childId: string;
  /** ISO 8601. */
  readonly bornOn: string;
  readonly isRegistered: boolean;
}

/** For whom a benefit is claimed, and of what kind it is. */
export interface KinshipAsked {
  readonly claimantId: string;
  readonly childId: string;
  /** Whose papers are looked at: a sick child's, or just those of a birth. */
  readonly patient: 'CLAIMANT' | 'CHILD';
  /** Day of the leave on which it must hold, ISO 8601. */
  readonly on: string;
}

/** Age in years from which nobody's papers are their parents' to see (Civil Code 2015 Art. 20). */
const majority = 18;

/**
 * Whether the answers prove it; undefined where they do not. That somebody is a parent is not enough: the papers of a child
 * of age, and of one whom others have adopted (Law on Adoption 52/2010 Art. 24(4)), are not theirs to see. A birth that the
 * population database does not know yet is proven by its papers (Law 41/2024/QH15 Art. 61).
 */
export function kinshipProven(
  { represents, isParent, births = [] }: KinshipAnswers,
  { claimantId, childId, patient, on }: KinshipAsked,
): Exclude<Kinship, 'RECORDED'> | undefined {
  // Their own birth notice names everybody, as the child.
  if (childId === claimantId) return undefined;
  if (represents) return isParent ? 'PARENT' : 'REPRESENTATIVE';
  const isGivenUp = isParent && patient === 'CHILD';
  if (isGivenUp) return undefined;
  const since = Temporal.PlainDate.from(on).subtract({ years: majority }).toString();
  const birth = births
    .filter((each) => each.childId === childId && since < each.bornOn)
    .toSorted((one, other) => Number(other.isRegistered) - Number(one.isRegistered))[0];
  return birth && (birth.isRegistered || isParent ? 'PARENT' : 'ATTESTED');
}
