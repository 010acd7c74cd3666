import { createHmac, timingSafeEqual } from 'node:crypto';
import { hubContextMaxAge, type HubContext } from '../../../schema/hub-context.ts';
import type { ContextSession } from './context-sessions.ts';

/**
 * Reads a context that carries the keyed digest of a session. Nothing of it is read before the digest was found right.
 * It is done for every call, so it is done here: `jose` takes twenty times as long.
 *
 * @param skew seconds by which clocks may differ
 * @returns undefined when it is not what the gateway of this session wrote just now
 */
export function readSessionContext(
  token: string,
  { issuer, key }: ContextSession,
  skew: number,
): HubContext | undefined {
  const [header, payload = '', digest = '', ...more] = token.split('.');
  const expected = createHmac('sha256', key).update(`${header}.${payload}`).digest();
  const given = Buffer.from(digest, 'base64url');
  if (more.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected))
    return undefined;
  const context = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as HubContext;
  return context.iss === issuer && isCurrent(context, skew) && isComplete(context) ? context : undefined;
}

/** Neither too old nor dated into the future, and so longer alive. */
function isCurrent({ iat, exp }: HubContext, skew: number): boolean {
  const now = Math.floor(Date.now() / 1_000);
  const age = now - iat;
  return age >= -skew && age <= hubContextMaxAge + skew && exp > now - skew;
}

function isComplete({ jti, bodyDigest, requestId }: HubContext): boolean {
  return [jti, bodyDigest, requestId].every((claim) => typeof claim === 'string');
}
