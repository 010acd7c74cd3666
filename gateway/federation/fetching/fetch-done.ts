import type { SubgraphFault, SubgraphFaultCode } from './subgraph-fault.ts';

/** A fetch that has ended. */
export interface FetchDone {
  readonly subgraph: string;
  readonly milliseconds: number;
  /** Why there is no answer, where there is none. */
  readonly fault?: SubgraphFaultCode;
  /** Whose fault it was: a proof that goes with a fetch is asked of another agency. */
  readonly failed?: string;
}

/** A fetch that ends now. @param begun moment of `performance.now()` @param error what it ended with, where it failed */
export function fetchDone(subgraph: string, begun: number, error?: SubgraphFault): FetchDone {
  const milliseconds = performance.now() - begun;
  return error
    ? { subgraph, milliseconds, fault: error.code, failed: error.subgraph }
    : { subgraph, milliseconds };
}
