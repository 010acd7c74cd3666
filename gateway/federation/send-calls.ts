import { fetchDone } from './fetching/fetch-done.ts';
import { createLocalClient } from './fetching/local-subgraph.ts';
import type { PlanRun } from './fetching/plan-run.ts';
import type { Poster } from './fetching/post-json.ts';
import { postSigned, type ProofHeaders } from './fetching/post-signed.ts';
import { SubgraphFault } from './fetching/subgraph-fault.ts';
import { WithheldReply } from './fetching/withheld-reply.ts';
import { readAnswer, type WrittenCall } from './fetching/written-call.ts';
import type { FederationOptions } from './create-federation.ts';
import type { SubgraphReply } from './reading/read-reply.ts';
import type { SubgraphGuards } from './resilience/guard-subgraphs.ts';
import { findSubgraph } from './supergraph/find-subgraph.ts';
import type { LoadedSupergraph } from './supergraph/load-supergraph.ts';

/** Sends the calls of one request. @param until moment of `performance.now()` by which it must be answered */
type CallSender<Context> = (
  loaded: LoadedSupergraph,
  context: Context,
  until: number | undefined,
) => PlanRun['send'];

/** Sends calls to the subgraphs, each with its proof, and gives back what may be used of what they answer. */
export function createCallSender<Context>(
  options: FederationOptions<Context>,
  poster: Poster,
  guards: SubgraphGuards,
): CallSender<Context> {
  const { headersFor, headersRefused, refuses, changes, seeThrough, onFetch } = options;
  const sendLocally = createLocalClient(options.local ?? {});
  return (loaded, context, until) => {
    const post = async (
      name: string,
      call: WrittenCall,
      found: readonly string[],
      reading: object | undefined,
    ): Promise<SubgraphReply> => {
      const begun = performance.now();
      const subgraph = findSubgraph(loaded, name);
      const change = reading === undefined && subgraph.isAgency ? changes : undefined;
      try {
        const classifications = change && (await change.before(name, loaded));
        const signer = headersFor && {
          sign: (body: string) =>
            headersFor({ subgraph: name, body, query: call.query, context, found, reading, classifications }),
          refused: (headers: ProofHeaders) => headersRefused?.(name, headers) ?? false,
        };
        const answer = await (signer
          ? postSigned(poster, subgraph, call.body, signer, until)
          : poster.post(subgraph, {}, call.body, until));
        const reply = readAnswer(subgraph, call, answer);
        const judged = subgraph.isAgency ? refuses?.(name, reply, context, loaded) : undefined;
        // What is changed is changed, also where nobody could say whether its answer may be used.
        const reason = judged && (await (reading ? judged : judged.catch(reasonOf)));
        if (reason !== undefined) {
          throw reading
            ? new SubgraphFault('SUBGRAPH_ERROR', name, reason)
            : new WithheldReply(name, reason, reply.access);
        }
        onFetch?.(fetchDone(name, begun), context);
        return reply;
      } catch (error) {
        if (!(error instanceof SubgraphFault)) throw error;
        const fault = change?.failed(error, loaded) ?? error;
        onFetch?.(fetchDone(name, begun, fault), context);
        throw fault;
      }
    };
    const sendTo = (name: string, call: WrittenCall, found: readonly string[], reading?: object) =>
      sendLocally(name, call, context) ?? post(name, call, found, reading);
    return (name, call, kind) => {
      if (kind !== 'query') return sendTo(name, call, []);
      const read = (found: readonly string[]) => guards.read(name, () => sendTo(name, call, found, call));
      return seeThrough?.(call, read, context) ?? read([]);
    };
  };
}

/** @throws whatever is no fault of a subgraph */
function reasonOf(error: unknown): string {
  if (error instanceof SubgraphFault) return error.reason;
  throw error;
}
