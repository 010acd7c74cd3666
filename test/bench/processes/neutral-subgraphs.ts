import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { graphql, type GraphQLSchema } from 'graphql';
import { createContextSessions } from '../../../subgraphs/kit/trust/context-sessions.ts';
import { serveMeasured } from '../measured-process.ts';
import { library } from '../neutral/library.ts';
import { neutralSchema, neutralSchemas, type NeutralName } from '../neutral/neutral-subgraphs.ts';

serveMeasured(async () => {
  const names = Object.keys(neutralSchemas) as NeutralName[];
  const started = names.map(async (name) => [name, await serve(name, neutralSchema(name))] as const);
  return Object.fromEntries(await Promise.all(started));
});

/**
 * Serves a schema. What was asked before is answered from memory: it is the gateways that are measured. Who offers a session
 * gets one, as from an agency of the hub; nothing is verified.
 */
async function serve(name: string, schema: GraphQLSchema): Promise<string> {
  const sessions = createContextSessions();
  const known = new Map<string, Promise<string>>();
  const answer = async (body: string): Promise<string> => {
    const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
    const result = await graphql({
      schema,
      source: query,
      rootValue: library.root,
      ...(variables && { variableValues: variables }),
    });
    return JSON.stringify(result);
  };
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const body = await text(incoming);
      const answered =
        incoming.url === '/session'
          ? JSON.stringify(sessions.open({ iss: 'bench', aud: name }, JSON.parse(body)))
          : await known.getOrInsertComputed(body, answer);
      outgoing.setHeader('content-type', 'application/json');
      outgoing.end(answered);
    })();
  });
  // Longer than a candidate waits for its turn: plain `@apollo/gateway` sends on connections that are being closed.
  server.keepAliveTimeout = 120_000;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}
