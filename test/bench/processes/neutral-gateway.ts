import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { judgeCaller } from '../../../gateway/access/judge.ts';
import { createFederation } from '../../../gateway/federation/create-federation.ts';
import type { RequestContext } from '../../../gateway/http/request-context.ts';
import { startServer } from '../../../gateway/server.ts';
import { serveMeasured } from '../measured-process.ts';
import type { NeutralSetup } from '../neutral/neutral-setup.ts';

serveMeasured(async ({ gateway, supergraphSdl }: NeutralSetup) =>
  gateway === 'ours' ? startOurs(supergraphSdl) : startPlain(supergraphSdl),
);

/** As `gateway/main.ts` serves a supergraph that is not ours. */
function startOurs(supergraphSdl: string) {
  return startServer({
    gateway: createFederation<RequestContext>({
      supergraphSdl,
      judgeFor: (index, { caller }) => judgeCaller(index, caller, {}),
    }),
    host: '127.0.0.1',
    port: 0,
    introspection: false,
    readyChecks: {},
    onFault: (fault) => process.stderr.write(`${fault.message}\n`),
  });
}

/** As the documentation of `@apollo/gateway` shows it. */
async function startPlain(supergraphSdl: string) {
  const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl }) });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  const { port } = new URL(url);
  return { url: `http://127.0.0.1:${port}` };
}
