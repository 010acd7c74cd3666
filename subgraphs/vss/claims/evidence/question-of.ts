import type { AskedBenefit } from '../assess/claim-basis.ts';
import type { EvidenceQuestion, OpenCase } from './evidence-source.ts';
import type { KinshipAsked } from './kinship.ts';

/** Days around a leave in which the events of its papers fall: a stay ends, or a visit is paid, no farther from it. */
const aroundLeave = 31;

/** Days before a birth in which rest may have been prescribed. */
const pregnancy = 300;

/** What must be asked about a benefit, and no more: papers of the one who is ill, births where one is claimed for. */
export function questionAbout(
  asked: AskedBenefit,
  { caseName, office, nameInCase }: OpenCase,
): EvidenceQuestion {
  const { claimantId, childId, leaveFrom, leaveTo } = asked;
  const needsBirths = isOfBirth(asked);
  const before = needsBirths ? pregnancy : aroundLeave;
  return {
    caseName,
    office,
    nameInCase,
    claimantId,
    childId,
    patient: patientOf(asked),
    needsBirths,
    from: Temporal.PlainDate.from(leaveFrom).subtract({ days: before }).toString(),
    to: Temporal.PlainDate.from(leaveTo).add({ days: aroundLeave }).toString(),
  };
}

/** What must be proven before anything is asked about a child; undefined for a claim that names none. */
export function kinshipAskedBy(asked: AskedBenefit, today: string): KinshipAsked | undefined {
  return asked.childId === undefined ? undefined : kinshipWith(asked.childId, asked, today);
}

/** What proves for a benefit that a child is the claimant's. @param today ISO 8601 */
export function kinshipWith(childId: string, asked: AskedBenefit, today: string): KinshipAsked {
  const { claimantId, leaveFrom, leaveTo } = asked;
  // A notice proves kinship for a benefit of the birth alone, and a convalescence asks of no birth. A mother's leave begins
  // before she is one.
  return isOfBirth(asked)
    ? { claimantId, childId, patient: 'CLAIMANT', on: leaveTo, today }
    : { claimantId, childId, patient: 'CHILD', on: leaveFrom, today };
}

/** Whether a benefit is one of a birth, or of a child that is received like one. */
export function isOfBirth({ scheme }: Pick<AskedBenefit, 'scheme'>): boolean {
  return scheme === 'MATERNITY' || scheme === 'VOLUNTARY_MATERNITY';
}

function patientOf({ scheme, childId }: AskedBenefit): EvidenceQuestion['patient'] {
  return scheme === 'SICKNESS' && childId !== undefined ? 'CHILD' : 'CLAIMANT';
}
