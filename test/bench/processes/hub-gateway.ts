import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Judge } from '../../../gateway/access/judge.ts';
import { createFederation } from '../../../gateway/federation/create-federation.ts';
import { withRoutingUrls } from '../../../gateway/federation/routing-urls.ts';
import { createHubGateway } from '../../../gateway/hub-gateway.ts';
import type { RequestContext } from '../../../gateway/http/request-context.ts';
import { openClientFolder } from '../../../gateway/identity/clients/client-folder.ts';
import {
  developmentIssuer,
  trustDevelopmentIssuer,
} from '../../../gateway/identity/development/development-issuer.ts';
import { createTokenVerifier } from '../../../gateway/identity/token-verifier.ts';
import { createGatewayMetrics } from '../../../gateway/observability/gateway-metrics.ts';
import { startServer } from '../../../gateway/server.ts';
import { createContextSigner } from '../../../gateway/trust/context-signer.ts';
import { loadPolicy } from '../../../schema/policy/load-policy.ts';
import { openStore } from '../../../subgraphs/kit/store/open-store.ts';
import { unlimited } from '../../quota/unlimited.ts';
import { contextIssuer, type GatewaySetup } from '../hub/hub-setup.ts';
import { serveMeasured } from '../measured-process.ts';
import { openBenchLog } from '../open-bench-log.ts';

const root = new URL('../../../', import.meta.url);

serveMeasured(async (setup: GatewaySetup) => {
  const sdl = await readFile(new URL('schema/supergraph.graphql', root), 'utf8');
  const supergraphSdl = withRoutingUrls(sdl, setup.urls);
  const parts = setup.protection === 'on' ? await protectedHub(supergraphSdl, setup) : bareHub(supergraphSdl);
  return startServer({
    ...parts,
    host: '127.0.0.1',
    port: 0,
    introspection: false,
    readyChecks: {},
    onFault: tell,
  });
});

/** As `start/start-hub.ts` puts it together, with the log on disk. */
async function protectedHub(supergraphSdl: string, { key, log: place }: GatewaySetup) {
  const policy = await loadPolicy();
  const clients = await openClientFolder(
    {
      folder: new URL('gateway/clients', root).pathname,
      vocabulary: { roles: policy.roles, purposes: policy.purposes },
      everyIssuer: [developmentIssuer],
    },
    (mistakes) => mistakes.forEach((mistake) => tell(new Error(mistake))),
  );
  const { federation, admit } = await createHubGateway({
    supergraphSdl,
    policy,
    clients: clients.current,
    verifyToken: createTokenVerifier(trustDevelopmentIssuer()),
    registeredOnly: false,
    sign: createContextSigner(key, contextIssuer),
    log: await openBenchLog(place, key, tell),
    store: await openStore({ uri: 'memory:' }),
    cursorKey: randomBytes(32),
    quotas: unlimited,
    alarm: (line) => tell(new Error(line)),
    onFault: tell,
  });
  return { gateway: federation, admit };
}

/** The same way of a request, metrics included, without who asks, decision, proof, signature and record. */
function bareHub(supergraphSdl: string) {
  const metrics = createGatewayMetrics();
  return {
    gateway: createFederation<RequestContext>({
      supergraphSdl,
      judgeFor: () => allowAll,
      record: async (answered) => metrics.answer('NONE', answered),
      onFetch: metrics.fetch,
      onFault: tell,
    }),
  };
}

const allowAll: Judge = { profile: 'all', allows: () => true, reasonAgainst: () => undefined };

function tell(fault: Error): void {
  process.stderr.write(`${fault.message}\n`);
}
