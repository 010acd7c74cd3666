import type { MedicalDocumentRecord } from './collections.ts';

/** Whether a paper counts: in force, taken back by its issuer, or not proven to be its issuer's. */
export type Validity = 'IN_FORCE' | 'REVOKED' | 'UNPROVEN';

/** Whether a paper counts as evidence. */
export function validityOf({ status, signature }: MedicalDocumentRecord): Validity {
  if (status === 'SUPERSEDED' || status === 'WITHDRAWN') return 'REVOKED';
  return signature.status === 'INVALID' ? 'UNPROVEN' : 'IN_FORCE';
}

/**
 * Whether the papers say that something happened.
 *
 * @param papers those that speak of the event, whatever they say of it
 * @param confirms whether a paper says that it happened as asked
 */
export function outcomeOf<T extends MedicalDocumentRecord>(
  papers: readonly T[],
  confirms: (paper: T) => boolean,
): 'MATCH' | 'MISMATCH' | 'NOT_FOUND' {
  const proven = papers.filter((paper) => validityOf(paper) !== 'UNPROVEN');
  if (proven.some((paper) => validityOf(paper) === 'IN_FORCE' && confirms(paper))) return 'MATCH';
  return proven.length > 0 ? 'MISMATCH' : 'NOT_FOUND';
}
