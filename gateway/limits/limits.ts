/** What one HTTP request may be. */
export interface RequestLimits {
  /** Bytes of its body. */
  readonly bodyBytes: number;
}

/** What one operation may be. */
export interface OperationLimits {
  /** Brackets open at once, in its text and in the body around it: more would exhaust the stack of whoever reads it. */
  readonly nesting: number;
  /** Words and signs of its text. */
  readonly tokens: number;
  /** Levels of fields, fragments written out. */
  readonly depth: number;
  /** Fields, fragments written out. */
  readonly selections: number;
  /** Pairs of fields of one response name, and of fragments, that meet: each is compared. */
  readonly comparisons: number;
  readonly aliases: number;
  /** Fields of the query or the mutation itself. */
  readonly rootFields: number;
  /** Elements that one list may be asked for. */
  readonly listSize: number;
  /** Elements that are reckoned with in a list of which nothing is known. */
  readonly assumedListSize: number;
  /** Points: see `priceOperation`. */
  readonly cost: number;
}

/** What the variables of one request may hold. */
export interface VariableLimits {
  readonly count: number;
  /** Values in all of them, each list and each object counted with what it holds. */
  readonly values: number;
  readonly nesting: number;
}

/** How long things may take, in milliseconds. */
export interface TimeLimits {
  /** Until a request has arrived. */
  readonly arrival: number;
  /** Until an answer has left, from when it was given to the connection. */
  readonly departure: number;
  /** One whole request, from its first byte to its answer: each stage gets what the ones before it have left. */
  readonly request: number;
  /** How long a server that is told to stop goes on answering, after it says that it is not ready. */
  readonly drain: number;
  /** One whole answer of a subgraph. */
  readonly fetch: number;
}

/** What the gateway asks of one subgraph at most. */
export interface SubgraphLimits {
  /** Calls under way at once. */
  readonly inFlight: number;
  /** Calls that wait for one of those to end; more are not made. */
  readonly queued: number;
  /** Bytes of one answer. */
  readonly answerBytes: number;
  readonly retries: RetryLimits;
  readonly circuit: CircuitLimits;
}

/** How many reads are sent a second time. */
export interface RetryLimits {
  /** Retries per call, in the long run: 0.1 is one in ten. */
  readonly share: number;
  /** How many retries quiet times may save up. */
  readonly most: number;
}

/** When a subgraph that fails is left alone. */
export interface CircuitLimits {
  /** Failures within the window, and the share of all calls that they are, from which on nobody asks. */
  readonly failures: number;
  readonly share: number;
  /** Milliseconds over which they are counted. */
  readonly window: number;
  /** Milliseconds until one call may try again. */
  readonly pause: number;
}

/** How much a gateway takes on at once. */
export interface LoadLimits {
  /** Connections open at once; beyond, the one silent longest is closed for the newcomer. */
  readonly connections: number;
  /** Bytes of all bodies being read; where there are more, one above its share is not read on. */
  readonly bodyBytes: number;
  /** Bytes of all answers that have not left; where there are more, one of whoever has most is cut off. */
  readonly unsentBytes: number;
  /** Requests under way at once, and the fewest to which an overload brings that down. */
  readonly inFlight: number;
  readonly leastInFlight: number;
  /** Requests that wait for their turn. */
  readonly queued: number;
  /** The part of all that are under way that one client may have: 0.75 is three of four. */
  readonly clientShare: number;
  /** Milliseconds by which the event loop may be late before fewer requests are let in. */
  readonly loopDelay: number;
  /** Milliseconds that a request waits at most; once the queue has not been empty for `busyAfter`, `busyWait`. */
  readonly calmWait: number;
  readonly busyWait: number;
  readonly busyAfter: number;
  /** Milliseconds for which nothing is read in an overload from a connection whose client was sent away and is behind it. */
  readonly hold: number;
}

/** Every limit of the gateway, in one place. How much each client may ask is in its own file: `gateway/clients/`. */
export interface Limits {
  readonly request: RequestLimits;
  readonly operation: OperationLimits;
  readonly variables: VariableLimits;
  readonly time: TimeLimits;
  readonly subgraph: SubgraphLimits;
  readonly load: LoadLimits;
}

const mebibyte = 1024 * 1024;

/** What holds where nothing else is configured. `docs/configuration.md` lists them, `docs/decisions/0038-limits-before-cost.md` says why. */
export const defaultLimits: Limits = {
  request: { bodyBytes: mebibyte },
  operation: {
    nesting: 200,
    tokens: 10_000,
    depth: 50,
    selections: 10_000,
    comparisons: 10_000,
    aliases: 200,
    rootFields: 100,
    listSize: 1_000,
    assumedListSize: 10,
    cost: 100_000,
  },
  variables: { count: 100, values: 20_000, nesting: 20 },
  time: { arrival: 30_000, departure: 60_000, request: 30_000, drain: 5_000, fetch: 10_000 },
  subgraph: {
    inFlight: 64,
    queued: 128,
    answerBytes: 16 * mebibyte,
    retries: { share: 0.1, most: 10 },
    circuit: { failures: 5, share: 0.5, window: 10_000, pause: 5_000 },
  },
  load: {
    connections: 10_000,
    bodyBytes: 64 * mebibyte,
    unsentBytes: 64 * mebibyte,
    inFlight: 64,
    leastInFlight: 16,
    queued: 1_024,
    clientShare: 0.75,
    loopDelay: 20,
    calmWait: 1_000,
    busyWait: 100,
    busyAfter: 500,
    hold: 1_000,
  },
};
