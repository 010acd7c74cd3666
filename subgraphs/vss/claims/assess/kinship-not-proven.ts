import type { Finding } from './claim-basis.ts';

/**
 * What is found where nothing proves that the child is the claimant's: just that. It waits for the register, which wakes
 * it: a birth abroad too is entered there (Law on Civil Status 60/2014 Art. 48). Until then an officer may record what a paper says.
 */
export const kinshipNotProven: Extract<Finding, { readonly kind: 'WAITS' }> = {
  kind: 'WAITS',
  evidence: [{ role: 'KINSHIP', state: 'MISSING' }],
  needs: ['KINSHIP'],
};
