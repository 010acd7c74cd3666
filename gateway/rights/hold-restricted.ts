import type { Answered } from '../federation/answer-operation.ts';
import { refusal } from '../http/refusal.ts';
import type { HoldBack } from '../quota/hold-back.ts';
import type { Restrictable } from './restrictable.ts';
import type { RightsRegister } from './rights-register.ts';
import type { RightsRequest } from './rights-request.ts';

/**
 * Holds back an answer, for a purpose that a person may do without, that would use data of somebody to whom a restriction was
 * granted (`PROCESSING_RESTRICTED`, Law 91/2025 art. 4). One that names a single element is for answers that show it. A
 * mutation is answered in any case: it has happened.
 */
export function holdRestricted(
  rights: Pick<RightsRegister, 'restrictionsOf'>,
  restrictable: readonly Restrictable[],
): HoldBack {
  return async ({ kind, disclosures }, { facts }) => {
    if (!facts || kind === 'mutation') return undefined;
    const isRestrictable = restrictable.some(
      ({ purpose, from }) => purpose === facts.purpose && from <= facts.day,
    );
    const subjects = [...new Set(disclosures.flatMap((disclosure) => disclosure.subjects))];
    if (!isRestrictable || subjects.length === 0) return undefined;
    const restrictions = await rights.restrictionsOf(subjects);
    const isHit = restrictions.some((restriction) =>
      disclosures.some((disclosure) => isRestricted(disclosure, restriction)),
    );
    return isHit ? refusal('PROCESSING_RESTRICTED') : undefined;
  };
}

function isRestricted(
  { subjects, full = [], masked = [], answered = [] }: Answered['disclosures'][number],
  { subject, coordinate }: RightsRequest,
): boolean {
  if (!subjects.includes(subject)) return false;
  const shown = [...full, ...masked, ...answered];
  return coordinate === undefined ? shown.length > 0 : shown.includes(coordinate);
}
