import type { CitizenRecord, FamilyRelationKind, FamilyRelationRecord } from './collections.ts';
import { isGrownUp } from './entitled-relatives.ts';
import { parentKinds } from './relations.ts';

/** Who speaks for a child: where a register or a court has named one, no other paper does. */
const speakers: readonly FamilyRelationKind[] = [...parentKinds, 'GUARDIAN'];

/**
 * Whether whose child somebody is may be taken from a paper that no register knows (born abroad, or registered late: Law on
 * Civil Status 60/2014 Art. 35, 48): a minor of whom no register has said anything yet, nor taken back what it had said.
 *
 * @param relations all that others are or were to the child
 */
export function isUnregistered(
  { identifiers, mistaken = [], birthRegistrationPlace, ...child }: CitizenRecord,
  relations: readonly FamilyRelationRecord[],
  today: Temporal.PlainDate,
): boolean {
  const isSaid = relations.some(
    ({ kind, provenBy }) => speakers.includes(kind) && provenBy !== 'DECLARATION',
  );
  const isRegistered =
    birthRegistrationPlace !== undefined ||
    [...identifiers, ...mistaken].some(({ registeredBy }) => registeredBy !== undefined);
  return !isSaid && !isRegistered && !isGrownUp(child, today);
}
