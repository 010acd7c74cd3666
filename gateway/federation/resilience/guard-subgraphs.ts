import { setTimeout } from 'node:timers/promises';
import { createSharedRoom } from '../../../subgraphs/kit/http/shared-room.ts';
import type { SubgraphLimits } from '../../limits/limits.ts';
import { createPoster, type HttpAnswer, type Poster } from '../fetching/post-json.ts';
import type { ProofHeaders } from '../fetching/post-signed.ts';
import { SubgraphFault } from '../fetching/subgraph-fault.ts';
import type { Subgraph } from '../supergraph/load-supergraph.ts';
import { createCallSlots } from './call-slots.ts';
import { createCircuit, type CallOutcome, type Circuit, type CircuitState } from './circuit.ts';
import { createRetryBudget } from './retry-budget.ts';

/** What is known of each subgraph, by its name. */
export interface SubgraphHealth {
  readonly circuit: CircuitState;
  /** Reads that were sent again since the start. */
  readonly retries: number;
}

/** Whose turn it is to have one of a poster's slots. */
export interface Turn {
  /** All senders come by turns, so that the many calls for one keep nobody else back. */
  readonly sender: string;
  /** Moment of `performance.now()` at which waiting ends; with the time of a call if left out. */
  readonly until?: number | undefined;
}

/** A poster whose calls wait where too many are under way. */
export interface GuardedPoster extends Poster {
  /**
   * Posts once it is the sender's turn; the call has the poster's whole time from then on. What a subgraph has no room for, since
   * others send to it as well, is sent again, as long as its sender would wait for a turn: it was not read.
   *
   * @param prove is asked for the headers when the call leaves: a signature that is made before would age while it waits
   * @throws SubgraphFault when nothing usable came back in time, or no slot was free
   */
  readonly postInTurn: (
    subgraph: Pick<Subgraph, 'name' | 'url'>,
    prove: () => ProofHeaders,
    body: string | Uint8Array,
    turn: Turn,
  ) => Promise<HttpAnswer>;
}

/** Keeps a subgraph that fails from harming what does not need it, and from being asked more than it can bear. */
export interface SubgraphGuards {
  /**
   * A poster with a bound on calls under way, that makes no calls to a subgraph that fails.
   *
   * @param timeout milliseconds that a subgraph may take for one whole answer
   * @param inFlight calls under way to one subgraph; as the limits say if left out
   * @param waitingBytes of bodies that wait for their turn, of all subgraphs together: each sender has an equal share; without an end if left out
   */
  openPoster(timeout: number, inFlight?: number, waitingBytes?: number): GuardedPoster;
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
    openPoster(timeout, inFlight = limits.inFlight, waitingBytes = Number.POSITIVE_INFINITY) {
      const room = createSharedRoom(waitingBytes);
      const poster = createPoster(timeout, limits.answerBytes);
      const lanes = new Map<string, Lane>();
      const laneTo = (name: string): Lane =>
        lanes.getOrInsertComputed(name, () => ({
          name,
          circuit: of(name).circuit,
          // A proof of relations is asked while a fetch waits for it: with the same slots they would wait for each other.
          slots: createCallSlots({ inFlight, queued: limits.queued }, room),
        }));
      /** Makes a call in the slot that was taken for it, and gives that back when it is over. */
      function send({ name, circuit }: Lane, release: () => void, call: Call): Promise<HttpAnswer> {
        const settle = circuit.enter();
        if (!settle) {
          release();
          throw heldBack(name);
        }
        const { subgraph, headers, body, until } = call;
        // The subgraph's own time begins now: it is not to blame for how long others kept its slots.
        const hasFullTime = until - performance.now() >= timeout;
        return poster.post(subgraph, headers, body, until, (end) => {
          settle(outcomeOf(end, hasFullTime));
          release();
        });
      }
      return {
        post(subgraph, headers, body, until = Number.POSITIVE_INFINITY) {
          const lane = laneTo(subgraph.name);
          const call = { subgraph, headers, body, until };
          if (!lane.circuit.mayEnter()) return Promise.reject(heldBack(lane.name));
          const free = lane.slots.takeNow();
          if (free) return send(lane, free, call);
          return lane.slots.take(Math.min(until, performance.now() + timeout)).then((release) => {
            if (!release) throw busy(lane.name);
            return send(lane, release, call);
          });
        },
        async postInTurn(subgraph, prove, body, { sender, until = Number.POSITIVE_INFINITY }) {
          const lane = laneTo(subgraph.name);
          if (!lane.circuit.mayEnter()) throw heldBack(lane.name);
          const waitsUntil = Math.min(until, performance.now() + timeout);
          const release = await lane.slots.take(waitsUntil, sender, body.length);
          if (!release) throw busy(lane.name);
          try {
            for (;;) {
              const call = { subgraph, headers: prove(), body, until: Number.POSITIVE_INFINITY };
              const answer = await send(lane, keep, call);
              if (answer.status !== noRoom || performance.now() + pauseForRoom > waitsUntil) return answer;
              await setTimeout(pauseForRoom);
            }
          } finally {
            release();
          }
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

/** Of an answer to a body that was not read, since others had taken the room for it. */
const noRoom = 429;
/** Milliseconds until there may be room. */
const pauseForRoom = 500;

/** A slot is given back by whoever goes on with it. */
const keep = () => undefined;

interface Known {
  readonly circuit: Circuit;
  readonly budget: ReturnType<typeof createRetryBudget>;
  retries: number;
}

/** What one poster knows of a subgraph: its slots are its own, the circuit is that of all. */
interface Lane {
  readonly name: string;
  readonly circuit: Circuit;
  readonly slots: ReturnType<typeof createCallSlots>;
}

interface Call {
  readonly subgraph: Pick<Subgraph, 'name' | 'url'>;
  readonly headers: ProofHeaders;
  readonly body: string | Uint8Array;
  /** Moment of `performance.now()` by which its answer must be there. */
  readonly until: number;
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

function busy(subgraph: string): SubgraphFault {
  return new SubgraphFault('SUBGRAPH_UNAVAILABLE', subgraph, 'too many calls under way');
}

function heldBack(subgraph: string): SubgraphFault {
  return new SubgraphFault('SUBGRAPH_UNAVAILABLE', subgraph, 'circuit open', 'HELD_BACK');
}
