/** Whether a subgraph gave no answer at all, or one that tells of a failure or cannot be used. */
export type SubgraphFaultCode = 'SUBGRAPH_UNAVAILABLE' | 'SUBGRAPH_ERROR';

/**
 * How a fetch failed: no answer in time, no connection or a broken one, an answer that is none, or the gateway did not ask
 * because the subgraph fails.
 */
export type SubgraphFaultKind = 'TIMEOUT' | 'CONNECTION' | 'BROKEN' | 'HELD_BACK' | 'OTHER';

/**
 * A fetch that failed. Its message is for the operator's log; a client reads just the code and the place,
 * because addresses, bodies and messages of a subgraph may hold secrets and other people's data.
 */
export class SubgraphFault extends Error {
  readonly code: SubgraphFaultCode;
  readonly subgraph: string;
  /** A few words of ours, such as `timeout`; never a text of the subgraph. */
  readonly reason: string;
  readonly kind: SubgraphFaultKind;

  constructor(code: SubgraphFaultCode, subgraph: string, reason: string, kind: SubgraphFaultKind = 'OTHER') {
    super(`Subgraph ${subgraph}: ${reason}`);
    this.name = 'SubgraphFault';
    this.code = code;
    this.subgraph = subgraph;
    this.reason = reason;
    this.kind = kind;
  }
}
