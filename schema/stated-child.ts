import { sha256 } from './sha256.ts';

/** A child as a paper of a claim's file names it, stated by the officer who has the paper. */
export interface StatedChild {
  /** Opaque id of the child whom the claim names. */
  readonly child: string;
  /** Which register the number is from. */
  readonly kind: string;
  /** The number as printed. */
  readonly number: string;
  /** Drawn for this statement and told to nobody but those who ask in the case: without it no number can be tried. */
  readonly proof: string;
}

/** What a case says of a stated child: who has not the proof can neither ask for another number nor guess this one. */
export function statementOf({ child, kind, number, proof }: StatedChild): string {
  return sha256(JSON.stringify(['stated child', child, kind, number, proof]));
}
