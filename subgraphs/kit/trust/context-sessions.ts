import { generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import type { HubCall } from '../../../schema/hub-context.ts';
import {
  deriveSessionKey,
  hubSessionForm,
  hubSessionMaxAge,
  readSessionKey,
  sessionHeader,
  type SessionAnswer,
} from '../../../schema/hub-session.ts';

/** What was offered is no offer. */
export class OfferRefused extends Error {
  override readonly name = 'OfferRefused';
}

/** A session that a gateway has opened. */
export interface ContextSession {
  /** No other session has it. */
  readonly id: string;
  /** The gateway whose signature opened it: no other may use it. */
  readonly issuer: string;
  /** The subgraph that it was opened with. */
  readonly audience: string;
  readonly key: Uint8Array;
}

/** The sessions of gateways with this subgraph. */
export interface ContextSessions {
  /**
   * Opens a session for a gateway whose signed context was verified.
   *
   * @param offer `SessionOffer`, not yet looked at
   * @throws OfferRefused when it is none, or of another form: then the gateway signs its calls
   */
  open(context: Pick<HubCall, 'iss' | 'aud'>, offer: unknown): SessionAnswer;
  /** The session of calls that begin so, while it is good. */
  find(header: string): ContextSession | undefined;
}

/** Gateways are few, and each has one session and the next: whoever opens more loses the oldest. */
const most = 1_000;

/** Sessions in memory. They begin and end in the same order. @param now milliseconds */
export function createContextSessions(now: () => number = () => performance.now()): ContextSessions {
  const sessions = new Map<string, ContextSession & { readonly endsAt: number }>();
  return {
    open({ iss, aud }, offer) {
      const { privateKey, publicKey } = generateKeyPairSync('x25519');
      const id = randomBytes(16).toString('base64url');
      const header = sessionHeader(id, aud);
      refuseOtherForm(offer);
      const key = agree(offer, privateKey, header);
      const [oldest] = sessions.keys();
      if (sessions.size >= most && oldest !== undefined) sessions.delete(oldest);
      const endsAt = now() + hubSessionMaxAge * 1_000;
      sessions.set(header, { id, issuer: iss, audience: aud, key, endsAt });
      return { form: hubSessionForm, id, publicKey: publicKey.export({ format: 'jwk' }).x ?? '' };
    },
    find(header) {
      const session = sessions.get(header);
      if (session === undefined) return undefined;
      if (now() < session.endsAt) return session;
      sessions.delete(header);
      return undefined;
    },
  };
}

function refuseOtherForm(offer: unknown): void {
  const form = typeof offer === 'object' && offer !== null && 'form' in offer ? offer.form : undefined;
  if (form !== hubSessionForm)
    throw new OfferRefused('Sessions of another form are opened here: sign each call.');
}

function agree(offer: unknown, own: KeyObject, header: string): Buffer {
  const key =
    typeof offer === 'object' && offer !== null && 'publicKey' in offer ? offer.publicKey : undefined;
  try {
    // Also a key with which everybody comes to the same secret is none.
    return deriveSessionKey(own, readSessionKey(String(key)), header);
  } catch (cause) {
    throw new OfferRefused('The offer of a session holds no X25519 public key.', { cause });
  }
}
