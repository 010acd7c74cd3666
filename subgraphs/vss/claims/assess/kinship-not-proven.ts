import type { Finding } from './claim-basis.ts';

/**
 * What is found where nothing proves that the child is the claimant's: just that. It waits for the register, which wakes
 * it: a birth abroad too is entered there (Law on Civil Status 60/2014 Art. 48), and no record of an officer opens a child.
 */
export const kinshipNotProven: Extract<Finding, { readonly kind: 'WAITS' }> = {
  kind: 'WAITS',
  evidence: [{ role: 'KINSHIP', state: 'MISSING' }],
};
