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
import { createContextSessions } from '../../../gateway/trust/context-sessions.ts';
import { createContextSigner } from '../../../gateway/trust/context-signer.ts';
import { openBenchLog } from '../open-bench-log.ts';
import { library } from './library.ts';

/** What stands around a request over subgraphs that know no purposes, clients and categories of data. */
export interface Protection extends Pick<
  FederationOptions<RequestContext>,
  'headersFor' | 'headersRefused' | 'record'
> {
  readonly admit: Admit;
}

/**
 * The token of each request is verified, and each call carries a context that proves who asks, as in the hub.
 *
 * @param subgraphs with which sessions for these contexts are opened
 * @param log folder to which an entry about every reader is written before each answer leaves; none is if left out
 */
export async function protectNeutral(
  key: JWK,
  subgraphs: () => readonly Subgraph[],
  log: string | undefined,
  tell: (fault: Error) => void,
): Promise<Protection> {
  const sessions = createContextSessions(await createContextSigner(key, 'bench'), subgraphs);
  return {
    admit: admitCaller(createTokenVerifier(trustDevelopmentIssuer())),
    headersFor: ({ subgraph, body, context }) =>
      sessions.sign({ subgraph, body, requestId: context.requestId }),
    headersRefused: sessions.refused,
    ...(log !== undefined && { record: await recorder(key, log, tell) }),
  };
}

async function recorder(key: JWK, place: string, tell: (fault: Error) => void) {
  const log = await openBenchLog(place, key, tell);
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
    const at = Temporal.Now.instant();
    const occasion = { at, requestId, facts, policyVersion: 'bench', policies, operation };
    await log.append(disclosureEntry({ ...answered, disclosures }, occasion));
  };
  return record;
}
