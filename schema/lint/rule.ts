import type { DocumentNode } from 'graphql';
import type { AgencyDocument, Agreement } from './agreement.ts';
import type { Problem } from './finding.ts';

/** A rule that one agency's SDL can break on its own. */
export interface AgencyRule {
  readonly id: string;
  readonly check: (agency: AgencyDocument, access: DocumentNode) => Iterable<Problem>;
}

/** A rule about what the SDLs make together. */
export interface GraphRule {
  readonly id: string;
  readonly check: (agreement: Agreement) => Iterable<Problem>;
}
