import type { SubgraphLimits } from '../../limits/limits.ts';
import { createPoster, type HttpAnswer, type Poster } from '../fetching/post-json.ts';
import { SubgraphFault } from '../fetching/subgraph-fault.ts';
import { createCallSlots } from './call-slots.ts';
import { createCircuit, type CallOutcome, type Circuit, type CircuitState } from './circuit.ts';
import { createRetryBudget } from './retry-budget.ts';

/** What is known of each subgraph, by its name. */
export interface SubgraphHealth {
  readonly circuit: CircuitState;
  /** Reads that were sent again since the start. */
  readonly retries: number;
}

/** Keeps a subgraph that fails from harming what does not need it, and from being asked more than it can bear. */
export interface SubgraphGuards {
  /**
   * A poster with a bound on calls under way, that makes no calls to a subgraph that fails.
   *
   * @param timeout milliseconds that a subgraph may take for one whole answer
   * @param inFlight calls under way to one subgraph; as the limits say if left out
   */
  openPoster(timeout: number, inFlight?: number): Poster;
  /**
   * Sends a read, and once more when the subgraph may answer the next time, as long as the budget for that lasts. Never
   * for what changes something: it could happen twice.
   */
  read<Reply>(subgraph: string, send: () => Promise<Reply>): Promise<Reply>;
  readonly health: () => Readonly<Record<string, SubgraphHealth>>;
  readonly circuits: () => Readonly<Record<string, CircuitState>>;
}

/** What guards go by. */
export interface GuardOptions {
  readonly limits: SubgraphLimits;
  /** Is told of every circuit that opens or closes. */
  readonly onCircuit?: (subgraph: string, state: CircuitState) => void;
}

/** One set of guards is for all that a gateway sends to its subgraphs: each poster has slots of its own, all share a circuit. */
export function createSubgraphGuards({ limits, onCircuit }: GuardOptions): SubgraphGuards {
  const known = new Map<string, Known>();
  const of = (subgraph: string): Known =>
    known.getOrInsertComputed(subgraph, () => ({
      circuit: createCircuit(
        limits.circuit,
        () => performance.now(),
        (state) => onCircuit?.(subgraph, state),
      ),
      budget: createRetryBudget(limits.retries),
      retries: 0,
    }));
  return {
    openPoster(timeout, inFlight = limits.inFlight) {
      const poster = createPoster(timeout, limits.answerBytes);
      // A proof of relations is asked while a fetch waits for it: with the same slots they would wait for each other.
      const slots = new Map<string, ReturnType<typeof createCallSlots>>();
      return {
        post(subgraph, headers, body, until = Number.POSITIVE_INFINITY) {
          const { name } = subgraph;
          const { circuit } = of(name);
          const send = (release: (() => void) | undefined): Promise<HttpAnswer> => {
            if (!release) throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', name, 'too many calls under way');
            const settle = circuit.enter();
            if (!settle) {
              release();
              throw heldBack(name);
            }
            // The subgraph's own time begins now: it is not to blame for how long others kept its slots.
            const hasFullTime = until - performance.now() >= timeout;
            return poster.post(subgraph, headers, body, until, (end) => {
              settle(outcomeOf(end, hasFullTime));
              release();
            });
          };
          if (!circuit.mayEnter()) return Promise.reject(heldBack(name));
          const ofSubgraph = slots.getOrInsertComputed(name, () =>
            createCallSlots({ inFlight, queued: limits.queued }),
          );
          const release = ofSubgraph.takeNow();
          return release
            ? send(release)
            : ofSubgraph.take(Math.min(until, performance.now() + timeout)).then(send);
        },
        close: () => poster.close(),
      };
    },
    read(subgraph, send) {
      const state = of(subgraph);
      state.budget.earn();
      return send().catch((error: unknown) => {
        if (!mayPass(error, subgraph) || !state.budget.spend()) throw error;
        state.retries++;
        return send();
      });
    },
    circuits: () => Object.fromEntries(Array.from(known, ([name, { circuit }]) => [name, circuit.state()])),
    health: () =>
      Object.fromEntries(
        Array.from(known, ([name, { circuit, retries }]) => [name, { circuit: circuit.state(), retries }]),
      ),
  };
}

interface Known {
  readonly circuit: Circuit;
  readonly budget: ReturnType<typeof createRetryBudget>;
  retries: number;
}

/** What the end of a call says of the subgraph. */
function outcomeOf(end: HttpAnswer | SubgraphFault, hadFullTime: boolean): CallOutcome {
  if (!(end instanceof SubgraphFault)) return end.status < 500 ? 'ANSWERED' : 'FAILED';
  // A caller with little time left says nothing of how long the subgraph would have taken.
  if (end.kind === 'TIMEOUT' && !hadFullTime) return 'UNKNOWN';
  // An answer that is too large is one: what was asked is to blame.
  return end.kind === 'OTHER' ? 'ANSWERED' : 'FAILED';
}

/** Whether the subgraph itself failed in a way that another attempt may not meet. To wait a second time helps nobody. */
function mayPass(error: unknown, subgraph: string): boolean {
  if (!(error instanceof SubgraphFault) || error.subgraph !== subgraph) return false;
  return error.kind === 'CONNECTION' || error.kind === 'BROKEN';
}

function heldBack(subgraph: string): SubgraphFault {
  return new SubgraphFault('SUBGRAPH_UNAVAILABLE', subgraph, 'circuit open', 'HELD_BACK');
}
