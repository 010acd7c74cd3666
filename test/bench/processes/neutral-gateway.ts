import { createServer, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { exportJWK, generateKeyPair } from 'jose';
import { judgeCaller } from '../../../gateway/access/judge.ts';
import { createFederation, type FederationOptions } from '../../../gateway/federation/create-federation.ts';
import type { RequestContext } from '../../../gateway/http/request-context.ts';
import { startServer } from '../../../gateway/server.ts';
import { createContextSigner } from '../../../gateway/trust/context-signer.ts';
import { serveMeasured } from '../measured-process.ts';
import type { NeutralSetup } from '../neutral/neutral-setup.ts';

serveMeasured(async ({ gateway, supergraphSdl, hive }: NeutralSetup) => {
  if (gateway === 'plain') return startPlain(supergraphSdl);
  if (gateway === 'hive') return startHive(supergraphSdl, hive ?? '');
  return startOurs(supergraphSdl, gateway === 'signed' ? await signedHeaders() : undefined);
});

type HeadersFor = NonNullable<FederationOptions<RequestContext>['headersFor']>;

/** As `gateway/main.ts` serves a supergraph that is not ours. */
function startOurs(supergraphSdl: string, headersFor: HeadersFor | undefined) {
  return startServer({
    gateway: createFederation<RequestContext>({
      supergraphSdl,
      judgeFor: (index, { caller }) => judgeCaller(index, caller, {}),
      ...(headersFor && { headersFor }),
    }),
    host: '127.0.0.1',
    port: 0,
    introspection: false,
    readyChecks: {},
    onFault: (fault) => process.stderr.write(`${fault.message}\n`),
  });
}

async function signedHeaders(): Promise<HeadersFor> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const sign = await createContextSigner({ ...(await exportJWK(privateKey)), kid: 'bench' }, 'bench');
  return ({ subgraph, body, context }) => sign({ subgraph, body, requestId: context.requestId });
}

/** As the documentation of `@apollo/gateway` shows it. */
async function startPlain(supergraphSdl: string) {
  const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl }) });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  const { port } = new URL(url);
  return { url: `http://127.0.0.1:${port}` };
}

interface Hive {
  readonly createGatewayRuntime: (options: object) => RequestListener;
}

/** As the documentation of Hive Gateway embeds it in a server, without sharing equal requests among callers. */
async function startHive(supergraph: string, folder: string) {
  const find = createRequire(join(folder, 'package.json'));
  const library = pathToFileURL(find.resolve('@graphql-hive/gateway')).href;
  const { createGatewayRuntime } = (await import(library)) as Hive;
  const runtime = createGatewayRuntime({ supergraph, deduplicateRequest: false, logging: false });
  const server = createServer(runtime);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
