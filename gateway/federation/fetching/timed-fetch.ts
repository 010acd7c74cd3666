import { SubgraphFault, type SubgraphFaultCode } from './subgraph-fault.ts';

/** A fetch that has ended. */
export interface FetchDone {
  readonly subgraph: string;
  readonly milliseconds: number;
  /** Why there is no answer, where there is none. */
  readonly fault?: SubgraphFaultCode;
  /** Whose fault it was: a proof that goes with a fetch is asked of another agency. */
  readonly failed?: string;
}

/** Runs a fetch and tells how long it took and how it ended. */
export async function timedFetch<Reply>(
  subgraph: string,
  tell: ((done: FetchDone) => void) | undefined,
  run: () => Promise<Reply>,
): Promise<Reply> {
  const start = performance.now();
  const done = () => ({ subgraph, milliseconds: performance.now() - start });
  try {
    const reply = await run();
    tell?.(done());
    return reply;
  } catch (error) {
    if (error instanceof SubgraphFault) tell?.({ ...done(), fault: error.code, failed: error.subgraph });
    throw error;
  }
}
