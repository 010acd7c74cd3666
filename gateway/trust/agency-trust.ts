import type { Policy } from '../../schema/policy/policy.ts';
import type { FederationOptions } from '../federation/create-federation.ts';
import type { SubgraphGuards } from '../federation/resilience/guard-subgraphs.ts';
import type { LoadedSupergraph, Subgraph } from '../federation/supergraph/load-supergraph.ts';
import type { RequestContext } from '../http/request-context.ts';
import type { AgencyCallOptions } from '../intake/call-agency.ts';
import { withTrace } from '../observability/traced.ts';
import { createAccessHeaders } from './access-headers.ts';
import { createDelaysClient, untoldDelays, type DelaysClient } from './ask-delays.ts';
import { createRelationClient, unprovenRelations, type RelationClient } from './ask-relations.ts';
import { createReplyChecks, type ReplyCheckOptions } from './check-reply.ts';
import { createContextSessions } from './context-sessions.ts';
import type { ContextSigner } from './context-signer.ts';
import { createNeededRelations } from './needed-relations.ts';
import { seeThrough } from './see-through.ts';

/** What trust rests on. */
export interface AgencyTrustOptions extends Pick<ReplyCheckOptions, 'heard' | 'alarm'> {
  readonly policy: Policy;
  readonly subgraphs: () => readonly Subgraph[];
  /** The graph as it is served now. */
  readonly graph: () => LoadedSupergraph;
  readonly guards: SubgraphGuards;
}

/** What this gateway proves to the agencies, and what it believes of their answers. */
export interface AgencyTrust {
  /** How fetches are proven, and what of their answers may be used. */
  readonly fetches: Pick<
    FederationOptions<RequestContext>,
    'headersFor' | 'headersRefused' | 'seeThrough' | 'refuses' | 'changes'
  >;
  /** The same for files; left out where no agency would take one. */
  readonly files?: Pick<AgencyCallOptions, 'sessions' | 'refuses'>;
  readonly relations: RelationClient;
  readonly delays: DelaysClient;
  close(): Promise<void>;
}

/** Of a gateway without a key: agencies are sent nothing that proves who asks, so they prove and tell nothing. */
export const noTrust: AgencyTrust = {
  fetches: {},
  relations: unprovenRelations,
  delays: untoldDelays,
  close: async () => {},
};

/** @param sign proves that a call comes from this gateway; calls are keyed in sessions that it signs */
export function openAgencyTrust(sign: ContextSigner, options: AgencyTrustOptions): AgencyTrust {
  const { policy, subgraphs, graph, guards, heard, alarm } = options;
  const version = () => policy.table.version;
  const sessions = createContextSessions(sign, subgraphs);
  const agencies = { subgraphs, sessions, guards };
  const checks = createReplyChecks({ policy, agencies, heard, alarm });
  const relations = createRelationClient(agencies, version);
  const delays = createDelaysClient(agencies, (...told) => checks.reply(...told, graph()));
  return {
    fetches: {
      headersFor: withTrace(
        createAccessHeaders(sessions, version, createNeededRelations(policy.table, graph)),
      ),
      headersRefused: sessions.refused,
      seeThrough,
      refuses: checks.reply,
      changes: checks.changes,
    },
    files: {
      sessions,
      refuses: (name, reply, facts) => checks.report(name, reply, { facts }, graph()),
    },
    relations,
    delays,
    async close() {
      await relations.close();
      await delays.close();
      await checks.close();
      await sessions.close();
    },
  };
}
