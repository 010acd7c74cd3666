import { createFederation } from '../../../gateway/federation/create-federation.ts';
import type { Admit } from '../../../gateway/http/admit.ts';
import type { RequestContext } from '../../../gateway/http/request-context.ts';
import { startServer } from '../../../gateway/server.ts';
import { serveMeasured } from '../measured-process.ts';

/** Believes the header: here it is told apart who asks, and not whether it is true. */
const believe: Admit = async ({ headers, graphql, context }) => ({
  graphql,
  context: {
    ...context,
    caller: {
      authenticated: true,
      scopes: new Set(),
      roles: new Set(),
      claims: {
        issuer: '',
        keyId: undefined,
        tokenId: undefined,
        actor: undefined,
        client: headers.authorization,
        scopes: new Set(),
        roles: new Set(),
        purposes: undefined,
        organisation: undefined,
        citizen: undefined,
        assurance: 1,
      },
    },
  },
});

serveMeasured(async ({ supergraphSdl }: { readonly supergraphSdl: string }) =>
  startServer({
    gateway: createFederation<RequestContext>({ supergraphSdl, untilOf: ({ until }) => until }),
    admit: believe,
    host: '127.0.0.1',
    port: 0,
    introspection: false,
    readyChecks: {},
    onFault: (fault) => process.stderr.write(`${fault.message}\n`),
  }),
);
