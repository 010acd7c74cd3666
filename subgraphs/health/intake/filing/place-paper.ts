import type { MedicalDocumentRecord } from '../../collections.ts';

/** Where a paper belongs among the papers of its number. */
export type PaperPlace =
  /** It is there already. */
  | { readonly is: 'FILED' | 'KNOWN'; readonly paper: MedicalDocumentRecord }
  /** It is to be filed as this edition; `corrects` is the one before. */
  | { readonly is: 'NEW'; readonly edition: number; readonly corrects?: MedicalDocumentRecord }
  /** Its number is another paper's, and it does not say that it corrects it. */
  | { readonly is: 'TAKEN' };

/** What is looked at of a paper that arrives. */
export interface Arriving {
  readonly id: string;
  readonly contentDigest: string;
  readonly isReissue: boolean;
}

/**
 * Decides what a paper is that arrives under a number. A correction is a new edition, never a change of the one before
 * (Circular 25/2025/TT-BYT art. 28); the same paper again is the same paper.
 *
 * @param own the paper with the id of the arriving one, when a part of this was done before
 * @param latest the latest edition under the number
 */
export function placePaper(
  { contentDigest, isReissue }: Arriving,
  own: MedicalDocumentRecord | undefined,
  latest: MedicalDocumentRecord | undefined,
): PaperPlace {
  if (own) return { is: 'FILED', paper: own };
  if (!latest) return { is: 'NEW', edition: 1 };
  if (latest.origin?.contentDigest === contentDigest) return { is: 'KNOWN', paper: latest };
  return isReissue ? { is: 'NEW', edition: latest.edition + 1, corrects: latest } : { is: 'TAKEN' };
}
