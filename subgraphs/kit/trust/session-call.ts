import { createHmac, timingSafeEqual } from 'node:crypto';
import { hubContextMaxAge, type HubCall } from '../../../schema/hub-context.ts';
import { sessionParts, type SessionAsker } from '../../../schema/hub-session.ts';
import type { ContextSession } from './context-sessions.ts';

/** A call of a session that was proven. */
export interface SessionCall {
  readonly call: HubCall;
  /** No other call has it. */
  readonly id: string;
  /** Seconds since 1970. */
  readonly exp: number;
}

/** What is read of an asker once the code of a call with it was found right. */
interface ReadAsker {
  readonly call: HubCall;
  readonly iat: number;
  readonly exp: number;
}

/** Askers that are kept read: those of the requests whose calls may still come. */
const mostAskers = 100;
const number = /^[1-9]\d{0,15}$/;

/**
 * A reader of calls that carry the keyed code of a session. Nothing of a call is read before its code was found right: it
 * covers who asks, the number, the target and the body. The calls of one request say in the same words who asks, so those are read once.
 *
 * @param skew seconds by which clocks may differ
 * @returns a function that gives undefined for what the gateway of the session did not write just now
 */
export function createSessionReader(
  skew: number,
): (token: string, session: ContextSession, target: string, body: Uint8Array) => SessionCall | undefined {
  const askers = new Map<string, ReadAsker>();

  function readAsker(told: string, text: string, session: ContextSession): ReadAsker | undefined {
    const before = askers.get(told);
    if (before) return before;
    const asker = parseAsker(text, session);
    if (!asker) return undefined;
    const [oldest] = askers.keys();
    if (askers.size >= mostAskers && oldest !== undefined) askers.delete(oldest);
    askers.set(told, asker);
    return asker;
  }

  return (token, session, target, body) => {
    const parts = token.split('.');
    const [header = '', text = '', count = '', code = ''] = parts;
    if (parts.length !== sessionParts || !number.test(count)) return undefined;
    const told = `${header}.${text}.${count}.${target}\n`;
    const right = createHmac('sha256', session.key).update(told).update(body);
    if (!isEqual(code, right.digest('base64url'))) return undefined;
    const asker = readAsker(`${header}.${text}`, text, session);
    if (!asker || !isCurrent(asker, skew)) return undefined;
    return { call: asker.call, id: `${session.id}.${count}`, exp: asker.exp };
  };
}

/** In the same time wherever they differ. */
function isEqual(given: string, right: string): boolean {
  return given.length === right.length && timingSafeEqual(Buffer.from(given, 'latin1'), Buffer.from(right));
}

function parseAsker(text: string, { issuer, audience }: ContextSession): ReadAsker | undefined {
  const asker = parsed(Buffer.from(text, 'base64url').toString());
  if (!asker) return undefined;
  const { requestId, access, iat, exp } = asker;
  const isComplete = typeof requestId === 'string' && Number.isFinite(iat) && Number.isFinite(exp);
  if (!isComplete || exp - iat > hubContextMaxAge) return undefined;
  return { call: { iss: issuer, aud: audience, requestId, ...(access && { access }) }, iat, exp };
}

/** What the gateway has written: it is believed for its code. */
function parsed(json: string): SessionAsker | undefined {
  try {
    return JSON.parse(json) as SessionAsker;
  } catch {
    return undefined;
  }
}

/** Neither too old nor dated into the future, and so longer alive. */
function isCurrent({ iat, exp }: ReadAsker, skew: number): boolean {
  const now = Math.floor(Date.now() / 1_000);
  const age = now - iat;
  return age >= -skew && age <= hubContextMaxAge + skew && exp > now - skew;
}
