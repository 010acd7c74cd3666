import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { callTarget } from '../../schema/call-target.ts';
import { hubContextHeader } from '../../schema/hub-context.ts';
import {
  deriveSessionKey,
  hubSessionForm,
  hubSessionHeader,
  hubSessionMaxAge,
  readSessionKey,
  sessionHeader,
  sessionParts,
  type SessionAnswer,
  type SessionOffer,
} from '../../schema/hub-session.ts';
import { createPoster } from '../federation/fetching/post-json.ts';
import type { Subgraph } from '../federation/supergraph/load-supergraph.ts';
import { Asker } from './asker.ts';
import { createContextSession, type ContextSession } from './context-session.ts';
import type { ContextSigner } from './context-signer.ts';

/** Proves calls by sessions with the subgraphs where there are any. */
export interface ContextSessions {
  readonly sign: ContextSigner;
  /**
   * Proves a call that changes something: by a signature always. Where a subgraph does not accept that, no other proof is
   * worth a try, so whoever stands in between and answers for it has nothing done twice. The session is named beside.
   */
  readonly signChange: ContextSigner;
  /**
   * Lets go of the session whose headers a subgraph did not accept, since it was started anew, say.
   *
   * @returns whether they were a session's: then a signature is worth another try
   */
  readonly refused: (subgraph: string, headers: Readonly<Record<string, string>>) => boolean;
  readonly close: () => Promise<void>;
}

/** Milliseconds that opening a session may take; calls are signed meanwhile. */
const timeout = 5_000;
/** Bytes that the answer to an offer may have. */
const mostBytes = 64 * 1024;
/** Milliseconds from the start of a session to that of the next one, while the old one is still good. */
const renewAfter = hubSessionMaxAge * 800;
/** Milliseconds until the next attempt, doubled with each that came to nothing. */
const firstPause = 1_000;
const longestPause = 300_000;

/** What is known of the session with one subgraph. Times are milliseconds of the process. */
interface Known {
  session?: ContextSession | undefined;
  /** From then on it is not used any more, which is before the subgraph forgets it. */
  endsAt: number;
  nextAttempt: number;
  pause: number;
}

const unopened = (): Known => ({ endsAt: 0, nextAttempt: 0, pause: firstPause });

/**
 * Opens a session with each subgraph beside the first call to it, and renews it. No call waits for that: without a session
 * it is signed, as it is for a subgraph that has none to offer.
 *
 * @param subgraphs those of the supergraph that is served now
 */
export function createContextSessions(
  sign: ContextSigner,
  subgraphs: () => readonly Pick<Subgraph, 'name' | 'url'>[],
): ContextSessions {
  const poster = createPoster(timeout, mostBytes);
  const known = new Map<string, Known>();

  async function open(name: string, state: Known): Promise<void> {
    const started = performance.now();
    state.nextAttempt = started + state.pause;
    state.pause = Math.min(2 * state.pause, longestPause);
    const session = await agree(name);
    if (session === undefined) return;
    state.session = session;
    state.pause = firstPause;
    state.nextAttempt = started + renewAfter;
    state.endsAt = started + hubSessionMaxAge * 900;
  }

  async function agree(name: string): Promise<ContextSession | undefined> {
    const subgraph = subgraphs().find((one) => one.name === name);
    if (subgraph === undefined) return undefined;
    const { privateKey, publicKey } = generateKeyPairSync('x25519');
    const offer: SessionOffer = {
      form: hubSessionForm,
      publicKey: publicKey.export({ format: 'jwk' }).x ?? '',
    };
    const body = JSON.stringify(offer);
    try {
      const target = callTarget('session');
      const headers = sign({ subgraph: name, body, asker: new Asker(randomUUID()), target });
      const url = new URL('session', subgraph.url).href;
      const { status, bytes } = await poster.post({ name, url }, headers, body);
      if (status !== 200) return undefined;
      const answer = JSON.parse(bytes.toString()) as SessionAnswer;
      // An older subgraph: its codes say nothing of where a call goes.
      if (answer.form !== hubSessionForm) return undefined;
      const theirs = readSessionKey(answer.publicKey);
      const header = sessionHeader(answer.id, name);
      return createContextSession(header, deriveSessionKey(privateKey, theirs, header));
    } catch {
      // Whatever went wrong, nobody waits for a session: calls stay signed.
      return undefined;
    }
  }

  /** The session that is good now. Where it is time for the next one, that is opened beside. */
  function sessionWith(name: string): ContextSession | undefined {
    const now = performance.now();
    const state = known.getOrInsertComputed(name, unopened);
    if (now >= state.nextAttempt) void open(name, state);
    return now < state.endsAt ? state.session : undefined;
  }

  return {
    signChange(call) {
      const session = sessionWith(call.subgraph);
      return { ...sign(call), ...(session && { [hubSessionHeader]: session.header }) };
    },
    sign: (call) => sessionWith(call.subgraph)?.prove(call) ?? sign(call),
    refused(subgraph, headers) {
      const parts = headers[hubContextHeader]?.split('.') ?? [];
      const state = known.get(subgraph);
      if (state?.session && state.session.header === parts[0]) {
        state.session = undefined;
        state.nextAttempt = performance.now() + state.pause;
      }
      return parts.length === sessionParts;
    },
    close: () => poster.close(),
  };
}
