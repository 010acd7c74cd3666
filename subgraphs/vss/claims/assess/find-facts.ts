import type { BenefitEvent } from '../../collections.ts';
import type { ClaimBasis, Finding } from './claim-basis.ts';
import { findAdoption } from './find-adoption.ts';
import { findBirth } from './find-birth.ts';
import { findRecorded } from './find-recorded.ts';
import { findRecovery } from './find-recovery.ts';
import { findShortLeave } from './find-short-leave.ts';
import { findSickness } from './find-sickness.ts';

/**
 * The facts on which a claim is decided, out of what agencies hold. Which event it is, the evidence says where the claim
 * does not: an employer or a portal that files for somebody need not know.
 */
export function findFacts(basis: ClaimBasis): Finding {
  const finding = findByScheme(basis);
  if (finding.kind !== 'FACTS' || basis.recorded.length === 0) return finding;
  return { ...finding, doubts: [...finding.doubts, 'RECORDED_BY_OFFICER'] };
}

function findByScheme(basis: ClaimBasis): Finding {
  const { scheme, event } = basis.asked;
  switch (scheme) {
    case 'SICKNESS':
      return findSickness(basis);
    case 'CONVALESCENCE':
      return findRecovery(basis);
    case 'VOLUNTARY_MATERNITY':
      return findBirth(basis, 'MOTHER');
    case 'MATERNITY':
      return findRecorded(basis) ?? findByEvent(basis, event);
  }
}

function findByEvent(basis: ClaimBasis, event: BenefitEvent | undefined): Finding {
  switch (event) {
    case 'PATERNITY':
      return findBirth(basis, 'FATHER');
    case 'BIRTH':
      return findBirth(basis, 'MOTHER');
    case 'PREGNANCY_LOSS':
    case 'PRENATAL_VISIT':
      return findShortLeave(basis);
    case 'ADOPTION':
      return findAdoption(basis);
    case 'SURROGACY':
    case 'CONTRACEPTION':
      return { kind: 'BY_HAND', evidence: [], needs: [event] };
    default:
      return findMaternity(basis);
  }
}

/** Most days of a leave that is shorter than one for a birth: a father's, a visit's, that after a loss (Art. 51 to 53). */
const shortLeave = 60;

function findMaternity(basis: ClaimBasis): Finding {
  const { asked } = basis;
  const days =
    Temporal.PlainDate.from(asked.leaveFrom).until(asked.leaveTo, { largestUnit: 'days' }).days + 1;
  if (days > shortLeave) return findBirth(basis, 'MOTHER');
  const byPaper = findShortLeave(basis);
  if (byPaper.kind === 'FACTS') return byPaper;
  if (basis.gathered.claimant.isFemale) {
    // A father's leave is a man's (Art. 50(1)(g)): a mother's own birth, near to a short leave of hers, gives her none,
    // unless she bore the child for another one, whose leave may be as short (Art. 54).
    const ofHers = findBirth(basis, 'MOTHER');
    return ofHers.kind === 'BY_HAND' ? ofHers : byPaper;
  }
  const byBirth = findBirth(basis, 'FATHER');
  return byBirth.kind === 'FACTS' || asked.childId !== undefined ? byBirth : byPaper;
}
