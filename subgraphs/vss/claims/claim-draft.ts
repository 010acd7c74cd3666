import type { CollectionSpec, Stored } from '../../kit/store/port.ts';

/**
 * The case in which evidence is gathered for a preview. Nothing is submitted yet, so there is no claim; the claimant, or
 * who may file for them, asked social insurance to look (Decree 224/2026 Art. 18(4)). It is open for as long as the
 * preview takes and for the office's own machine, which alone knows its name.
 */
export interface ClaimDraftRecord extends Stored {
  readonly office: string;
  /** The claimant, and the child once it is proven to be theirs. */
  readonly subjects: readonly string[];
  readonly documents: readonly string[];
  /** What it states of the child by a paper: see `schema/stated-child.ts`. */
  readonly states?: string;
  /** RFC 3339; nothing is shown in it afterwards. */
  readonly openUntil: string;
}

/** How the name of such a case begins: no claim is called so. */
export const draftPrefix = 'draft.';

export const claimDrafts: CollectionSpec<ClaimDraftRecord> = { name: 'claimDrafts', indexes: [] };
