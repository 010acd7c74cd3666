import type { Condition } from './conditions.ts';
import type { Direction, Outcome } from './outcome.ts';

/** What happened to an element itself. A `term` is no element, but what a purpose or a role asks of every request. */
export type ElementKind = 'same' | 'new' | 'removed' | 'reclassified' | 'term';

/** Who asks, and what for. */
export interface Asker {
  readonly role: string;
  readonly purpose: string;
}

/** One change of who may see what: alike for all of its elements and askers. */
export interface AccessChange {
  readonly direction: Exclude<Direction, 'same'>;
  readonly kind: ElementKind;
  /** Coordinates in order, or the name of a term such as `@minimumAssurance`. */
  readonly elements: readonly string[];
  /** Of a reclassified element what it was and is. */
  readonly classification: { readonly from: string; readonly to: string } | undefined;
  readonly askers: readonly Asker[];
  /** In which circumstances; empty for a term. */
  readonly conditions: readonly Condition[];
  readonly from: Outcome;
  readonly to: Outcome;
}
