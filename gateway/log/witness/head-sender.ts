import { createPause } from '../../../subgraphs/kit/events/pause.ts';

/** How a witness has taken the heads that it was sent. */
export interface WitnessState {
  /** Its host. */
  readonly witness: string;
  readonly waiting: number;
  readonly taken: number;
  /** Heads that were never sent: too many waited. The heads after them cover the same entries. */
  readonly givenUp: number;
}

/** Sends signed heads to one witness, one after the other. */
export interface HeadSender {
  send(head: string): void;
  state(): WitnessState;
  /** Tries once more what waits; whoever closes waits for two seconds at most. Never rejects. */
  close(): Promise<void>;
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
  const { host } = new URL(address);
  const pause = createPause();
  const ended = new AbortController();
  let waiting: readonly string[] = [];
  let [taken, givenUp] = [0, 0];
  let isAway = false;
  let isClosing = false;
  let work: Promise<void> | undefined;

  const note = (fault: string | undefined) => {
    if (fault !== undefined && !isAway)
      tell(
        `The witness ${host} takes no heads of the log (${fault}): look at it and at disclosureLog.witnesses. The log goes on, and they are sent again.`,
      );
    if (fault === undefined && isAway) tell(`The witness ${host} takes heads of the log again.`);
    isAway = fault !== undefined;
  };

  async function sendAll(): Promise<void> {
    let rest = terms.firstRest;
    for (let head = waiting[0]; head !== undefined; head = waiting[0]) {
      const fault = await post(
        address,
        head,
        AbortSignal.any([AbortSignal.timeout(terms.attempt), ended.signal]),
      );
      if (ended.signal.aborted) return;
      note(fault);
      if (fault === undefined) {
        taken++;
        // Not the first any more where too many waited meanwhile.
        waiting = waiting.filter((one) => one !== head);
        rest = terms.firstRest;
      } else if (isClosing) return;
      else {
        await pause.wait(rest);
        rest = Math.min(rest * 2, terms.longestRest);
      }
    }
  }

  return {
    send(head) {
      const kept = [...waiting, head].slice(-terms.mostWaiting);
      givenUp += waiting.length + 1 - kept.length;
      waiting = kept;
      work ??= sendAll().finally(() => (work = undefined));
    },
    state: () => ({ witness: host, waiting: waiting.length, taken, givenUp }),
    async close() {
      isClosing = true;
      pause.end();
      const late = setTimeout(() => ended.abort(), terms.end);
      await work;
      clearTimeout(late);
    },
  };
}

/** @returns why it was not taken: a status of HTTP or a code, never a text of the witness */
async function post(address: string, head: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const headers = { 'content-type': 'application/jose' };
    const answer = await fetch(address, { method: 'POST', headers, body: head, redirect: 'error', signal });
    await answer.body?.cancel();
    return answer.ok ? undefined : `HTTP ${answer.status}`;
  } catch (error) {
    const { name, cause } = error instanceof Error ? error : { name: 'no Error', cause: undefined };
    return cause instanceof Error && 'code' in cause ? String(cause.code) : name;
  }
}
