import { noReport } from '../reading/read-access-report.ts';
import { readReply, type SubgraphReply } from '../reading/read-reply.ts';
import type { WrittenCall } from './written-call.ts';
import { SubgraphFault } from './subgraph-fault.ts';

/** The members of a GraphQL request. */
export interface SubgraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

/** A subgraph that the gateway answers itself, without a way over the network. Gives a GraphQL answer. */
export type LocalSubgraph<Context> = (request: SubgraphRequest, context: Context) => Promise<unknown>;

/**
 * Sends to the subgraphs of this process.
 *
 * @returns a function that gives undefined for a subgraph of another process
 */
export function createLocalClient<Context>(
  subgraphs: Readonly<Record<string, LocalSubgraph<Context>>>,
): (name: string, call: WrittenCall, context: Context) => Promise<SubgraphReply> | undefined {
  return (name, call, context) => {
    const answer = Object.hasOwn(subgraphs, name) ? subgraphs[name] : undefined;
    return answer && reply(name, call, answer(JSON.parse(call.body) as SubgraphRequest, context));
  };
}

async function reply(
  name: string,
  { shape }: WrittenCall,
  answering: Promise<unknown>,
): Promise<SubgraphReply> {
  // Through JSON, as from any other subgraph: it is read and checked in the same way.
  const read = readReply(Buffer.from(JSON.stringify(await answering)), shape, { isAgency: true });
  if (!read) throw new SubgraphFault('SUBGRAPH_ERROR', name, 'no GraphQL answer');
  // What nobody could record is not told, as of any other subgraph.
  if (read.access === noReport) throw new SubgraphFault('SUBGRAPH_ERROR', name, 'no report that can be read');
  return read;
}
