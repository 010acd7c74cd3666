import { isFetchedObject } from './merge-fetched.ts';
import { asReply, type SubgraphReply, type SubgraphRequest } from './subgraph-client.ts';
import { SubgraphFault } from './subgraph-fault.ts';

/** A subgraph that the gateway answers itself, without a way over the network. Gives a GraphQL answer. */
export type LocalSubgraph<Context> = (request: SubgraphRequest, context: Context) => Promise<unknown>;

/**
 * Sends to the subgraphs of this process.
 *
 * @returns a function that gives undefined for a subgraph of another process
 */
export function createLocalClient<Context>(
  subgraphs: Readonly<Record<string, LocalSubgraph<Context>>>,
): (name: string, request: SubgraphRequest, context: Context) => Promise<SubgraphReply> | undefined {
  return (name, request, context) => {
    const answer = Object.hasOwn(subgraphs, name) ? subgraphs[name] : undefined;
    return answer && reply(name, answer(request, context));
  };
}

async function reply(name: string, answering: Promise<unknown>): Promise<SubgraphReply> {
  // Through JSON, as from any other subgraph: what is merged is then nobody else's object.
  const body: unknown = JSON.parse(JSON.stringify(await answering));
  const read = asReply(isFetchedObject(body) ? body : undefined, { isAgency: true });
  if (!read) throw new SubgraphFault('SUBGRAPH_ERROR', name, 'no GraphQL answer');
  return read;
}
