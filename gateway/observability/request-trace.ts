/** What of a request a trace shows as a step of its own. Nothing smaller: a trace of fields would tell what was in them. */
export type TracedStep = 'plan' | 'fetch' | 'log write';

/** What is known of a step. Words of ours out of closed lists: never an id, a name or a text of a caller. */
export interface StepFacts {
  readonly subgraph?: string;
  /** Code of the fault with which it ended. */
  readonly fault?: string | undefined;
}

/** The trace of one request, where traces are kept. */
export interface RequestTrace {
  /** W3C trace context for whoever is asked on its behalf. */
  readonly traceparent: string;
  /** A step has ended. @param begun moment of `performance.now()` */
  step(name: TracedStep, begun: number, facts?: StepFacts): void;
  /** @param route as it was registered */
  end(route: string, status: number): void;
}

/** Where traces are kept. */
export interface Tracing {
  /** @param caller the caller's own W3C trace context, of the right shape */
  begin(caller: string | undefined): RequestTrace;
  /** Sends what has not been sent. */
  close(): Promise<void>;
}

/** What the trace of a request hands on to the agencies; what the caller sent, where no traces are kept here. */
export function traceHeaders(context: {
  readonly trace?: RequestTrace;
  readonly traceparent: string | undefined;
}): Readonly<Record<string, string>> {
  const traceparent = context.trace?.traceparent ?? context.traceparent;
  return traceparent === undefined ? {} : { traceparent };
}
