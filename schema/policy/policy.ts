import type { LegalRegister } from './law/register.ts';
import type { PolicyTable } from './policy-table.ts';
import type { Relation } from './relation.ts';
import type { Purpose, RelationMeaning, Role } from './vocabulary.ts';

/** A policy as an explanation cites it. */
export interface CitedPolicy {
  readonly id: string;
  readonly effect: 'permit' | 'forbid';
  /** Ids of the articles on which it rests. */
  readonly basis: readonly string[];
}

/** Everything that decides and explains access, loaded and checked. */
export interface Policy {
  readonly table: PolicyTable;
  /** The days, in order, on which an answer of the table may change: ISO 8601. Between two of them all days are alike. */
  readonly days: readonly string[];
  readonly register: LegalRegister;
  /** By id. */
  readonly policies: ReadonlyMap<string, CitedPolicy>;
  /** By code. */
  readonly purposes: ReadonlyMap<string, Purpose>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly relations: ReadonlyMap<Relation, RelationMeaning>;
}
