import type { OpenCase } from '../evidence/evidence-source.ts';
import { changeClaim } from './change-claim.ts';
import type { ClaimCollections } from './claim-collections.ts';

/** Makes the case of a claim name papers that were found, so that they can be read. */
export function namePapers(claims: ClaimCollections['claims'], id: string): OpenCase['nameInCase'] {
  return async (found) => {
    await changeClaim(claims, id, (current) => {
      const named = new Set([...(current.namedPapers ?? []), ...found]);
      return named.size === current.namedPapers?.length
        ? { answer: undefined }
        : { claim: { ...current, namedPapers: [...named] } };
    });
  };
}
