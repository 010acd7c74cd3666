import type { Collection } from '../../../kit/store/port.ts';
import { ConflictError } from '../../../kit/store/store-errors.ts';
import type { ClaimRecord } from '../../collections.ts';

/** What becomes of a claim: another one, or an answer that changes nothing. */
export type Change<Answer> = { readonly claim: ClaimRecord } | { readonly answer: Answer };

/**
 * Changes a claim as it is now. When somebody else was faster, it is read and judged again: so of two that want the same,
 * the second is told what the first has done.
 *
 * @param judge gives the changed claim, or why there is none
 * @returns the claim as stored, what `judge` answered, or undefined where there is no such claim
 */
export async function changeClaim<Answer>(
  claims: Pick<Collection<ClaimRecord>, 'get' | 'replace'>,
  id: string,
  judge: (claim: ClaimRecord) => Change<Answer>,
): Promise<Change<Answer> | undefined> {
  for (;;) {
    const claim = await claims.get(id);
    if (!claim) return undefined;
    const change = judge(claim);
    if (!('claim' in change)) return change;
    try {
      return { claim: await claims.replace(change.claim) };
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}
