import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

/** A GraphQL request as it arrived at a subgraph. */
export interface SubgraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly headers: IncomingHttpHeaders;
  /** The body byte for byte. */
  readonly body: string;
  /** The connection on which it came. */
  readonly port: number | undefined;
}

/** What a subgraph that misbehaves sends instead of executing. */
export interface RawAnswer {
  readonly status?: number;
  readonly contentType?: string;
  readonly body: unknown;
}

type Resolvers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface TestSubgraph {
  readonly typeDefs: string;
  readonly resolvers?: Resolvers;
  /** Answers a request itself where it returns something; what `resolvers` gave is handed to it. */
  readonly tamper?: (
    request: SubgraphRequest,
    honest: unknown,
  ) => Promise<RawAnswer | undefined> | RawAnswer | undefined;
}

export interface ServedSubgraph {
  readonly url: string;
  readonly requests: SubgraphRequest[];
  readonly stop: () => Promise<void>;
}

/** Serves a subgraph as agencies do: `@apollo/subgraph` over HTTP on loopback. */
export async function serveSubgraph(subgraph: TestSubgraph): Promise<ServedSubgraph> {
  const schema = buildSubgraphSchema({
    typeDefs: parse(subgraph.typeDefs),
    resolvers: (subgraph.resolvers ?? {}) as Parameters<typeof buildSubgraphSchema>[0] extends infer Options
      ? Options extends { resolvers?: infer R }
        ? NonNullable<R>
        : never
      : never,
  });
  const requests: SubgraphRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const body = await text(incoming);
      const parsed = JSON.parse(body) as Omit<SubgraphRequest, 'headers' | 'body' | 'port'>;
      const request = { ...parsed, headers: incoming.headers, body, port: incoming.socket.remotePort };
      requests.push(request);
      const honest = await graphql({
        schema,
        source: parsed.query,
        variableValues: parsed.variables,
        contextValue: {},
        ...(parsed.operationName !== undefined && { operationName: parsed.operationName }),
      });
      const raw = await subgraph.tamper?.(request, JSON.parse(JSON.stringify(honest)));
      outgoing.statusCode = raw?.status ?? 200;
      outgoing.setHeader('content-type', raw?.contentType ?? 'application/json');
      const answer = raw ? raw.body : honest;
      outgoing.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The subgraph has no port.');
  return {
    url: `http://127.0.0.1:${address.port}/graphql`,
    requests,
    stop: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}
