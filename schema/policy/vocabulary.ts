import type { Relation } from './relation.ts';

/** Who can ask: an entry of `roles.yaml`. */
export interface Role {
  readonly code: string;
  /** Kind of organisation whose clients may act in the role. */
  readonly agency: string;
  readonly vi: string;
  readonly en: string;
}

/** What data may be asked for: an entry of `purposes.yaml`. */
export interface Purpose {
  readonly code: string;
  readonly vi: string;
  readonly en: string;
  /** Ids of all articles that its policies may rest on. */
  readonly bases: readonly string[];
  /** Codes of the national register of administrative procedures. */
  readonly procedures: readonly string[];
  /** Whether a request names the case that it serves. */
  readonly caseRequired: boolean;
  /** Lowest level of assurance with which the caller must be known, 1 to 3. */
  readonly minimumAssurance: number;
  /** Codes of the roles that may state it. */
  readonly roles: readonly string[];
}

/** What a relation means: an entry of `relations.yaml`. */
export interface RelationMeaning {
  readonly code: Relation;
  readonly vi: string;
  readonly en: string;
}
