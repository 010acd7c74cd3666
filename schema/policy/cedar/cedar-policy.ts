import type { Expression } from './expression.ts';

/** A policy as it is written. */
export interface CedarPolicy {
  readonly id: string;
  /** Its file, relative to the folder of the project. */
  readonly file: string;
  readonly effect: 'permit' | 'forbid';
  /** Ids of the articles on which it rests. */
  readonly basis: readonly string[];
  readonly condition: Expression;
}
