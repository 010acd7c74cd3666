import type { Finding } from './claim-basis.ts';

/**
 * What is found where nothing proves that the child is the claimant's: just that. It waits for the register, which wakes
 * it, or for an officer, who reads the kinship in a paper.
 */
export const kinshipNotProven: Extract<Finding, { readonly kind: 'WAITS' }> = {
  kind: 'WAITS',
  evidence: [{ role: 'KINSHIP', state: 'MISSING' }],
  needs: ['KINSHIP'],
};
