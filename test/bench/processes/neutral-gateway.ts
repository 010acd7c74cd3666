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
import { createFederation, type Federation } from '../../../gateway/federation/create-federation.ts';
import type { RequestContext } from '../../../gateway/http/request-context.ts';
import { createGatewayMetrics } from '../../../gateway/observability/gateway-metrics.ts';
import { startServer, type ServerOptions } from '../../../gateway/server.ts';
import { serveMeasured } from '../measured-process.ts';
import type { NeutralSetup } from '../neutral/neutral-setup.ts';
import { protectNeutral, type Protection } from '../neutral/protect-neutral.ts';

serveMeasured(async ({ gateway, supergraphSdl, hive, log }: NeutralSetup) => {
  if (gateway === 'plain') return startPlain(supergraphSdl);
  if (gateway === 'hive') return startHive(supergraphSdl, hive ?? '', false);
  if (gateway === 'hive-rust') return startHive(supergraphSdl, hive ?? '', true);
  if (gateway === 'ours') return serve(federate(supergraphSdl));
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: 'bench' };
  const subgraphs = () => federation.subgraphs();
  const place = gateway === 'logged' ? log : undefined;
  const metrics = createGatewayMetrics();
  const { admit, ...protection } = await protectNeutral(key, subgraphs, { metrics, place, tell });
  const federation = federate(supergraphSdl, protection);
  return serve(federation, { admit, metrics });
});

/** As `gateway/main.ts` serves a supergraph that is not ours. */
function federate(supergraphSdl: string, protection: Partial<Omit<Protection, 'admit'>> = {}): Federation {
  return createFederation<RequestContext>({
    supergraphSdl,
    judgeFor: (index, { caller }) => judgeCaller(index, caller, {}),
    ...protection,
  });
}

function serve(gateway: Federation, door: Partial<Pick<ServerOptions, 'admit' | 'metrics'>> = {}) {
  return startServer({
    gateway,
    ...door,
    host: '127.0.0.1',
    port: 0,
    introspection: false,
    readyChecks: {},
    onFault: tell,
  });
}

function tell(fault: Error): void {
  process.stderr.write(`${fault.message}\n`);
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

interface HiveRouter {
  readonly unifiedGraphHandler: unknown;
}

/** As the documentation of Hive Gateway embeds it in a server, without sharing equal requests among callers. */
async function startHive(supergraph: string, folder: string, isRust: boolean) {
  const find = createRequire(join(folder, 'package.json'));
  const load = (name: string): Promise<unknown> => import(pathToFileURL(find.resolve(name)).href);
  const library = (await load('@graphql-hive/gateway')) as Hive;
  const router = isRust ? ((await load('@graphql-hive/router-runtime')) as HiveRouter) : undefined;
  const runtime = library.createGatewayRuntime({
    supergraph,
    deduplicateRequest: false,
    logging: false,
    ...(router && { unifiedGraphHandler: router.unifiedGraphHandler }),
  });
  const server = createServer(runtime);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
