import { jwtVerify, errors, type JWTVerifyGetKey } from 'jose';
import { hubContextMaxAge, hubContextType, type HubContext } from '../../../schema/hub-context.ts';
import { sha256 } from '../../../schema/sha256.ts';
import type { ContextSessions } from './context-sessions.ts';
import type { ProvenCall } from './proven-call.ts';
import { createReplayGuard } from './replay-guard.ts';
import { createSessionReader } from './session-call.ts';

/** Why a call was refused. The text names no value of the call. */
export class ContextRefused extends Error {
  override readonly name = 'ContextRefused';
}

/**
 * Proves that a body was sent by the gateway to this subgraph just now; throws `ContextRefused` otherwise.
 *
 * @param target where it arrived (`schema/call-target.ts`)
 */
export type ContextVerifier = (
  header: string | undefined,
  body: Uint8Array,
  target: string,
) => Promise<ProvenCall>;

/** What a verifier trusts. */
export interface ContextTrust {
  /** Public keys of the gateways, a local set or a JWKS URL (`jose`). */
  readonly keys: JWTVerifyGetKey;
  /** Gateways whose contexts are accepted. */
  readonly issuers: readonly string[];
  /** Name of this subgraph. */
  readonly audience: string;
  /** Sessions whose calls are accepted as well; none if left out. */
  readonly sessions?: Pick<ContextSessions, 'find'>;
}

/** Seconds by which the clocks of gateway and agency may differ. */
export const clockSkew = 5;

/**
 * A verifier of contexts: signature, type, issuer, age, audience, target, body and single use, in that order; in a session,
 * which belongs to one issuer and one audience, the code over all of it, the target and the body, age, and single use. Single use is
 * that of this process: what else is to be used once by all processes of an agency is for `UsedCalls`.
 */
export function createContextVerifier({ keys, issuers, audience, sessions }: ContextTrust): ContextVerifier {
  const replay = createReplayGuard();
  const readCall = createSessionReader(clockSkew);
  const refuseReplay = (id: string, exp: number) => {
    if (replay.firstUse(id, exp + clockSkew)) return;
    throw new ContextRefused('The context was used before.');
  };
  return async (header, body, target) => {
    if (!header) throw new ContextRefused('The call carries no signed context; only the gateway may call.');
    const session = sessions?.find(contextSession(header));
    if (session) {
      const proven = session.audience === audience ? readCall(header, session, target, body) : undefined;
      if (!proven) throw new ContextRefused('The context is not one of its session.');
      refuseReplay(proven.id, proven.exp);
      return proven.call;
    }
    const context = await verifySignature(header, keys, [...issuers]);
    if (context.aud !== audience) throw new ContextRefused('The context is not for this subgraph alone.');
    if (context.exp - context.iat > hubContextMaxAge) {
      throw new ContextRefused(`The context lives longer than ${hubContextMaxAge} seconds.`);
    }
    // A gateway that is one version older signs no target.
    if (context.target !== undefined && context.target !== target) {
      throw new ContextRefused('The context is for another address or another type of content.');
    }
    if (context.bodyDigest !== sha256(body)) {
      throw new ContextRefused('The body is not the one that was signed.');
    }
    refuseReplay(context.jti, context.exp);
    return { ...context, signature: { id: context.jti, exp: context.exp + clockSkew } };
  };
}

/** What a context says it is proven by. */
export function contextSession(header: string): string {
  return header.slice(0, header.indexOf('.'));
}

async function verifySignature(token: string, keys: JWTVerifyGetKey, issuer: string[]) {
  try {
    const { payload } = await jwtVerify<HubContext>(token, keys, {
      algorithms: ['EdDSA'],
      typ: hubContextType,
      issuer,
      clockTolerance: clockSkew,
      // Also refuses a context that was dated into the future, and so would live longer.
      maxTokenAge: hubContextMaxAge,
      requiredClaims: ['exp', 'iat', 'jti', 'bodyDigest', 'requestId'],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWKSTimeout) throw error;
    throw new ContextRefused('The signed context is not valid.', { cause: error });
  }
}
