import type { Policy } from '../../schema/policy/policy.ts';
import type { FederationOptions } from '../federation/create-federation.ts';
import type { SubgraphReply } from '../federation/reading/read-reply.ts';
import type { LoadedSupergraph } from '../federation/supergraph/load-supergraph.ts';
import type { RequestContext } from '../http/request-context.ts';
import { afterChange } from './after-change.ts';
import type { AgencyAccess } from './ask-agency.ts';
import { createSchemaClient } from './ask-schema.ts';
import { createClassificationCheck } from './check-classification.ts';
import { createReportCheck, tellOtherwise, type DecidedOtherwise, type ReportCheck } from './check-report.ts';
import { tellLooser } from './tell-looser.ts';

/** What is checked with. */
export interface ReplyCheckOptions {
  readonly policy: Pick<Policy, 'table'>;
  readonly agencies: AgencyAccess;
  /** Is told of each answer that was decided otherwise than this gateway would. */
  readonly heard: (answer: Pick<DecidedOtherwise, 'subgraph' | 'isUsed'>) => void;
  /** Is told in one line what a person should look into. */
  readonly alarm: (line: string) => void;
}

/** Whether what an agency answers may be used. */
export interface ReplyChecks {
  /** Says in a few words why the answer to a fetch may not; undefined where it may. */
  readonly reply: (
    subgraph: string,
    reply: Pick<SubgraphReply, 'access'> & { readonly data: object | null },
    context: Pick<RequestContext, 'facts'>,
    graph: LoadedSupergraph,
  ) => Promise<string | undefined>;
  /** The same of what an agency tells by its code alone, whatever its schema says. */
  readonly report: ReportCheck;
  /** Where changes are sent: see `FederationOptions.changes`. */
  readonly changes: NonNullable<FederationOptions<unknown>['changes']>;
  close(): Promise<void>;
}

/** What an agency reports is looked at only where it had to report all that is personal. */
export function createReplyChecks(options: ReplyCheckOptions): ReplyChecks {
  const { policy, agencies, heard, alarm } = options;
  const schemas = createSchemaClient(agencies);
  const classification = createClassificationCheck(schemas, tellLooser(alarm));
  const tellPolicy = tellOtherwise(alarm);
  const report = createReportCheck(policy, (answer) => {
    heard(answer);
    tellPolicy(answer);
  });
  return {
    report,
    changes: {
      before: classification.strictOnes,
      failed: (fault, graph) => afterChange(fault, graph, classification),
    },
    async reply(subgraph, reply, context, graph) {
      if (reply.data === null) return undefined;
      const reason = await classification.refuses(subgraph, reply.access.classification, graph);
      if (reason === undefined) return report(subgraph, reply, context, graph);
      heard({ subgraph, isUsed: false });
      return reason;
    },
    close: schemas.close,
  };
}
