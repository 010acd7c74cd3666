/** A comparison in words, for whoever reads it elsewhere than in a terminal. */
export interface ToldDiff {
  /** Purposes and roles that only one side knows; what they ask stands under the conditions. */
  readonly words: readonly ToldChange[];
  readonly loosened: readonly ToldChange[];
  readonly tightened: readonly ToldChange[];
  readonly rebased: readonly ToldChange[];
}

/** One change, alike for all of its elements and askers. */
export interface ToldChange {
  /** Coordinates, or the name of a term of a purpose or a role. */
  readonly elements: readonly string[];
  /** What becomes of what: `masked LAST4 → full`, and what happened to the element itself. */
  readonly verdict: string;
  /** Roles and purposes. */
  readonly askers: readonly string[];
  readonly conditions: readonly string[];
  /** The policies and the articles with their validity; empty for nothing. */
  readonly before: string;
  readonly now: string;
}
