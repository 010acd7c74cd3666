import type { ClaimRecord } from '../../collections.ts';
import { isPending, wasGranted } from './own-records.ts';
import type { AdoptionRuleFacts, BirthRuleFacts, RuleFacts, VoluntaryRuleFacts } from './rule-facts.ts';
import type { Doubt } from './stored-assessment.ts';

/** Facts of what the law gives once for a birth or an adoption, whatever days are claimed for. */
export type PaidOnceFacts = BirthRuleFacts | VoluntaryRuleFacts | AdoptionRuleFacts;

/** Whether facts are of a benefit that is paid once. */
export function isPaidOnce(facts: RuleFacts | undefined): facts is PaidOnceFacts {
  return facts?.kind === 'BIRTH' || facts?.kind === 'VOLUNTARY_MATERNITY' || facts?.kind === 'ADOPTION';
}

/** For whom a benefit is claimed, and under which insurance. */
type About = Pick<ClaimRecord, 'scheme'> & { readonly childId?: string | undefined };

/**
 * A benefit that is paid once (Law 41/2024/QH15 Art. 53(1), 56, 58, 95) with what became of the claimant's other claims for the same: the
 * days of a claim are the claimant's word, and one that names other days is no other benefit.
 */
export function paidOnce<Facts extends PaidOnceFacts>(
  facts: Facts,
  about: About,
  otherClaims: readonly ClaimRecord[],
): { readonly facts: Facts; readonly doubts: readonly Doubt[] } {
  const same = forTheSame(facts, about, otherClaims);
  return {
    facts: same.some(wasGranted) ? { ...facts, paidBefore: true } : facts,
    doubts: same.some(isPending) ? ['OTHER_CLAIM_OVERLAPS'] : [],
  };
}

/** The claims for the same birth, by its day or by the child, or for the same adoption. */
export function forTheSame(
  facts: PaidOnceFacts,
  { scheme, childId }: About,
  otherClaims: readonly ClaimRecord[],
): readonly ClaimRecord[] {
  const event = facts.kind === 'ADOPTION' ? 'ADOPTION' : 'BIRTH';
  return otherClaims.filter((other) => {
    const its = other.assessment?.facts;
    if (other.scheme !== scheme || other.event !== event || (its && its.kind !== facts.kind)) return false;
    const isOfDay = its !== undefined && 'birth' in its && 'birth' in facts && its.birth === facts.birth;
    return isOfDay || (childId !== undefined && childId === other.childId);
  });
}
