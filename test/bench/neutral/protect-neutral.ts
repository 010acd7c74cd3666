import type { JWK } from 'jose';
import { anonymousFacts } from '../../../gateway/access/access-facts.ts';
import type { FederationOptions } from '../../../gateway/federation/create-federation.ts';
import type { Subgraph } from '../../../gateway/federation/supergraph/load-supergraph.ts';
import type { Admit } from '../../../gateway/http/admit.ts';
import type { RequestContext } from '../../../gateway/http/request-context.ts';
import { admitCaller } from '../../../gateway/identity/admit-caller.ts';
import { trustDevelopmentIssuer } from '../../../gateway/identity/development/development-issuer.ts';
import { createTokenVerifier } from '../../../gateway/identity/token-verifier.ts';
import { disclosureEntry } from '../../../gateway/log/disclosure-entry.ts';
import type { GatewayMetrics } from '../../../gateway/observability/gateway-metrics.ts';
import { createAskers } from '../../../gateway/trust/asker.ts';
import { createContextSessions } from '../../../gateway/trust/context-sessions.ts';
import { createContextSigner } from '../../../gateway/trust/context-signer.ts';
import { openBenchLog } from '../open-bench-log.ts';
import { library } from './library.ts';

/** What stands around a request over subgraphs that know no purposes, clients and categories of data. */
export interface Protection extends Pick<
  FederationOptions<RequestContext>,
  'headersFor' | 'headersRefused' | 'record' | 'untilOf' | 'onFetch'
> {
  readonly admit: Admit;
}

/**
 * The token of each request is verified, and each call carries a context that proves who asks, as in the hub.
 *
 * @param subgraphs with which sessions for these contexts are opened
 * @param watch `place`: folder to which an entry about every reader is written before each answer leaves; none is if left
 *   out
 */
export async function protectNeutral(
  key: JWK,
  subgraphs: () => readonly Subgraph[],
  { metrics, place, tell }: Watch,
): Promise<Protection> {
  const askerOf = createAskers(() => 'bench');
  const sessions = createContextSessions(createContextSigner(key, 'bench'), subgraphs);
  return {
    admit: admitCaller(createTokenVerifier(trustDevelopmentIssuer())),
    headersFor: ({ subgraph, body, context }) => sessions.sign({ subgraph, body, asker: askerOf(context) }),
    headersRefused: sessions.refused,
    untilOf: ({ until }) => until,
    onFetch: metrics.fetch,
    ...(place !== undefined && { record: await recorder(key, { metrics, place, tell }) }),
  };
}

interface Watch {
  readonly metrics: GatewayMetrics;
  readonly place: string | undefined;
  readonly tell: (fault: Error) => void;
}

async function recorder(key: JWK, { metrics, place, tell }: Watch) {
  const log = metrics.measured(await openBenchLog(place, key, tell));
  const facts = anonymousFacts('2026-01-01');
  const policies = { under: () => ['bench'], against: () => [] };
  const subjects = library.root.readers().map(({ id }) => id);
  const full = ['Reader.card', 'Reader.name'];
  // Subgraphs that are not ours report nothing: what an agency would report of this answer.
  const disclosures = [{ subgraph: 'members', subjects, relation: 'NONE', full }] as const;
  const record: NonNullable<FederationOptions<RequestContext>['record']> = async (
    answered,
    operation,
    { requestId },
  ) => {
    metrics.answer('NONE', answered);
    const at = Temporal.Now.instant();
    const occasion = { at, requestId, facts, policyVersion: 'bench', policies, operation };
    await log.append(disclosureEntry({ ...answered, disclosures }, occasion));
  };
  return record;
}
