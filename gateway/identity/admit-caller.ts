import type { Admit } from '../http/admit.ts';
import { identifyCaller } from './bearer-token.ts';
import type { TokenVerifier } from './token-verifier.ts';

/** Admits whoever shows no token or a good one: what a gateway can do that knows no clients and no purposes. */
export function admitCaller(verify: TokenVerifier): Admit {
  return async ({ headers, graphql, context }) => ({
    graphql,
    context: { ...context, caller: await identifyCaller(headers, verify) },
  });
}
