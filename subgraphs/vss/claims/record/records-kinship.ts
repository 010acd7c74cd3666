import type { OfficerFact } from './officer-fact.ts';

/**
 * Facts by which an officer answers that the child of a claim is the claimant's to claim for: the kinship itself, or that
 * the child came to the claimant from its mother or from the woman who bore it (Law 41/2024/QH15 Art. 53(5)-(7), 54, 55).
 */
const kinshipFacts: readonly OfficerFact['kind'][] = ['KINSHIP', 'MOTHER_GONE', 'SURROGACY'];

/** Whether an officer has recorded, with its paper, that the child of a claim is the claimant's to claim for. */
export function recordsKinship(facts: readonly Pick<OfficerFact, 'kind'>[]): boolean {
  return facts.some(({ kind }) => kinshipFacts.includes(kind));
}
