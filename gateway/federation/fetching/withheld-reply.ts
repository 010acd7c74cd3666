import type { AccessReport } from '../../../schema/hub-context.ts';
import { SubgraphFault } from './subgraph-fault.ts';

/** A subgraph changed something and said so, but nothing of its answer may be used. */
export class WithheldReply extends SubgraphFault {
  /** Whom the answer was about. */
  readonly access: AccessReport;

  constructor(subgraph: string, reason: string, access: AccessReport) {
    super('SUBGRAPH_ERROR', subgraph, reason);
    this.access = access;
  }
}
