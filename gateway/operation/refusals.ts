import type { DenialReason } from '../../schema/policy/denial-reasons.ts';
import type { SelectedField } from './selection.ts';

/** Why a selection is denied. */
export interface DenialCause {
  readonly coordinate: string;
  /** Left out where a standard directive denies, which tells no reason. */
  readonly reason?: DenialReason;
  /** The same for the same decision; the log says on which policies it rested. */
  readonly decisionId?: string;
  /** Of the policy by which an agency denied it; left out where this gateway did. */
  readonly policyVersion?: string;
}

/** One selection that the caller may not have. */
export interface Denial extends DenialCause {
  /** Response keys from the root, without list indices: the same for no row and for a thousand. */
  readonly path: readonly string[];
}

/** What of an operation is not asked and not answered. */
export interface Refusals {
  readonly denials: readonly Denial[];
  /** Fields that are null whatever else is selected: denied, or emptied by a denied field that may not be null. */
  readonly nulled: ReadonlySet<SelectedField>;
  /** Objects in which everything selected was denied: not fetched, so that they do not tell whether they exist. */
  readonly emptied: ReadonlySet<SelectedField>;
  /** Fields of abstract types that are not asked of objects of some types, by the names of these: there they are null. */
  readonly untold: ReadonlyMap<SelectedField, ReadonlySet<string>>;
}

/** Whether a field is not to be asked. */
export function isRefused({ nulled, emptied }: Refusals, field: SelectedField): boolean {
  return nulled.has(field) || emptied.has(field);
}

/**
 * The denials of which the client is told: fields that it merges into one place of the answer, or that several members
 * of a union have there, are denied once.
 */
export function onePerPath(denials: readonly Denial[]): readonly Denial[] {
  const told = new Map<string, Denial>();
  for (const denial of denials) {
    const place = denial.path.join('.');
    if (!told.has(place)) told.set(place, denial);
  }
  return [...told.values()];
}
