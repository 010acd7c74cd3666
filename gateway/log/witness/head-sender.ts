import { createPause } from '../../../subgraphs/kit/events/pause.ts';

/** How a witness has taken the heads that it was sent. */
export interface WitnessState {
  /** Its host and path: one host may keep the heads of several. */
  readonly witness: string;
  readonly waiting: number;
  /** For how long the oldest of those that wait has waited, in seconds; 0 where none does. */
  readonly waitedFor: number;
  readonly taken: number;
  /** Heads that it has not: too many waited, or it refused them. The heads after them cover the same entries. */
  readonly givenUp: number;
}

/** Sends signed heads to one witness, one after the other. */
export interface HeadSender {
  send(head: string): void;
  state(): WitnessState;
  /** Tries once more what waits; whoever closes waits for two seconds at most. Never rejects. */
  close(): Promise<void>;
}

interface Waiting {
  /** Compact JWS. */
  readonly jws: string;
  /** Moment of `performance.now()`. */
  readonly since: number;
}

/** Why a witness has not taken a head. */
interface Fault {
  /** A status of HTTP or a code, never a text of the witness. */
  readonly told: string;
  /** Whether it says that it will not take this one, however often it is sent. */
  readonly isForGood: boolean;
}

/** How long and how often it is tried, in milliseconds, and how many heads may wait. */
export interface SenderTerms {
  readonly attempt: number;
  readonly firstRest: number;
  readonly longestRest: number;
  readonly end: number;
  readonly mostWaiting: number;
}

const senderTerms: SenderTerms = {
  attempt: 5_000,
  firstRest: 1_000,
  longestRest: 60_000,
  end: 2_000,
  mostWaiting: 1_000,
};

/**
 * A sender that no witness can hold up: what is not taken waits in memory, up to a bound, and is tried again.
 *
 * @param tell is told once that the witness takes nothing, and once that it does again
 */
export function createHeadSender(
  address: string,
  tell: (line: string) => void,
  terms: SenderTerms = senderTerms,
): HeadSender {
  const { host, pathname } = new URL(address);
  const witness = `${host}${pathname}`;
  const pause = createPause();
  const ended = new AbortController();
  let waiting: readonly Waiting[] = [];
  let [taken, givenUp] = [0, 0];
  let isAway = false;
  let isClosing = false;
  let work: Promise<void> | undefined;

  const note = (fault: string | undefined) => {
    if (fault !== undefined && !isAway)
      tell(
        `The witness ${witness} takes no heads of the log (${fault}): look at it and at disclosureLog.witnesses. The log goes on, and they are sent again.`,
      );
    if (fault === undefined && isAway) tell(`The witness ${witness} takes heads of the log again.`);
    isAway = fault !== undefined;
  };

  /** Not the first any more where too many waited meanwhile. */
  const drop = (head: Waiting) => (waiting = waiting.filter((one) => one !== head));

  async function sendAll(): Promise<void> {
    let rest = terms.firstRest;
    for (let head = waiting[0]; head !== undefined; head = waiting[0]) {
      const signal = AbortSignal.any([AbortSignal.timeout(terms.attempt), ended.signal]);
      const fault = await post(address, head.jws, signal);
      if (ended.signal.aborted) break;
      note(fault?.told);
      if (fault === undefined) {
        taken++;
        drop(head);
        rest = terms.firstRest;
        continue;
      }
      if (isClosing) break;
      // The newest is tried on and on: no other covers its entries.
      if (fault.isForGood && waiting.length > 1) {
        givenUp++;
        drop(head);
      }
      await pause.wait(rest);
      rest = Math.min(rest * 2, terms.longestRest);
    }
    // In the step in which nothing waits any more: what comes later begins anew.
    work = undefined;
  }

  return {
    send(jws) {
      const kept = [...waiting, { jws, since: performance.now() }].slice(-terms.mostWaiting);
      givenUp += waiting.length + 1 - kept.length;
      waiting = kept;
      work ??= sendAll();
    },
    state() {
      const [oldest] = waiting;
      const waitedFor = oldest === undefined ? 0 : (performance.now() - oldest.since) / 1_000;
      return { witness, waiting: waiting.length, waitedFor, taken, givenUp };
    },
    async close() {
      isClosing = true;
      pause.end();
      const late = setTimeout(() => ended.abort(), terms.end);
      await work;
      clearTimeout(late);
    },
  };
}

/** It has the head already: its answer to an earlier attempt was lost. */
const alreadyThere = 409;

/** Statuses below 500 that ask for another attempt: time-out, too early, too many. */
const later: readonly number[] = [408, 425, 429];

/** @returns undefined when it was taken */
async function post(address: string, head: string, signal: AbortSignal): Promise<Fault | undefined> {
  try {
    const headers = { 'content-type': 'application/jose' };
    const answer = await fetch(address, { method: 'POST', headers, body: head, redirect: 'error', signal });
    await answer.body?.cancel();
    const { ok, status } = answer;
    if (ok || status === alreadyThere) return undefined;
    return { told: `HTTP ${status}`, isForGood: status < 500 && !later.includes(status) };
  } catch (error) {
    const { name, cause } = error instanceof Error ? error : { name: 'no Error', cause: undefined };
    const told = cause instanceof Error && 'code' in cause ? String(cause.code) : name;
    return { told, isForGood: false };
  }
}
