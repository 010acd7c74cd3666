import type { AskedBenefit } from '../assess/claim-basis.ts';
import type { EvidenceQuestion } from './evidence-source.ts';

/** Days around a leave in which the events of its papers fall: a stay ends, or a visit is paid, no farther from it. */
const aroundLeave = 31;

/** Days before a birth in which rest may have been prescribed. */
const pregnancy = 300;

/** What must be asked about a benefit, and no more: papers of the one who is ill, births where one is claimed for. */
export function questionAbout(
  asked: AskedBenefit,
  open: Pick<EvidenceQuestion, 'caseName' | 'office' | 'nameInCase' | 'nameChild'>,
): EvidenceQuestion {
  const { scheme, claimantId, childId, leaveFrom, leaveTo } = asked;
  const needsBirths = scheme === 'MATERNITY' || scheme === 'VOLUNTARY_MATERNITY';
  const before = needsBirths ? pregnancy : aroundLeave;
  return {
    ...open,
    claimantId,
    childId,
    patient: scheme === 'SICKNESS' && childId !== undefined ? 'CHILD' : 'CLAIMANT',
    needsBirths,
    from: Temporal.PlainDate.from(leaveFrom).subtract({ days: before }).toString(),
    to: Temporal.PlainDate.from(leaveTo).add({ days: aroundLeave }).toString(),
  };
}
