import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createLocalJWKSet, exportJWK, generateKeyPair } from 'jose';
import { createFederation } from './gateway/federation/create-federation.ts';
import { withRoutingUrls } from './gateway/federation/routing-urls.ts';
import { describeFault } from './gateway/http/describe-fault.ts';
import type { RequestContext } from './gateway/http/request-context.ts';
import { subgraphsAnswer } from './gateway/http/subgraphs-answer.ts';
import { startServer } from './gateway/server.ts';
import { createContextSigner } from './gateway/trust/context-signer.ts';
import { loadPolicy } from './schema/policy/load-policy.ts';
import { health } from './subgraphs/health/subgraph.ts';
import { justice } from './subgraphs/justice/subgraph.ts';
import { startSubgraph } from './subgraphs/kit/start-subgraph.ts';
import type { Store } from './subgraphs/kit/store/port.ts';
import type { Subgraph } from './subgraphs/kit/subgraph.ts';
import { createContextVerifier } from './subgraphs/kit/trust/context-verifier.ts';
import { population } from './subgraphs/population/subgraph.ts';
import { vss } from './subgraphs/vss/subgraph.ts';

/** Names of the four agencies, as in the supergraph. */
export const agencies = ['health', 'justice', 'population', 'vss'] as const;

/** One of the four agencies. */
export type Agency = (typeof agencies)[number];

/** What the hub runs on. */
export interface HubOptions {
  /** Each agency's own store; whoever opened them closes them. */
  readonly stores: Readonly<Record<Agency, Store>>;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** The operation that the explorer opens with; without one there is no explorer. */
  readonly explorerQuery?: string;
  /** Is told, in one line without any value, what went wrong inside. */
  readonly onFault: (line: string) => void;
}

/** A hub that answers. */
export interface RunningHub {
  /** Without a path: `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Ends the requests that are under way, then gateway and subgraphs. */
  stop(): Promise<void>;
}

const issuer = 'lien-thong-gateway';
const supergraphFile = new URL('schema/supergraph.graphql', import.meta.url);

/**
 * The whole hub in one process: four subgraphs and the gateway, which talk over HTTP and signed contexts as they would
 * on five machines. The key that signs is made at each start and never leaves the process.
 *
 * @throws Error when the address cannot be listened on
 */
export async function startHub(options: HubOptions): Promise<RunningHub> {
  const { stores, host, port, onFault } = options;
  const { sign, keys } = await createContextKeys();
  const policy = await loadPolicy();
  const start = <Sources extends object>(subgraph: Subgraph<Sources>, store: Store) =>
    startSubgraph(subgraph, {
      store,
      policy,
      verifyContext: createContextVerifier({ keys, issuers: [issuer], audience: subgraph.name }),
      cursorKey: randomBytes(32),
      host: '127.0.0.1',
      port: 0,
    });
  const subgraphs = {
    health: await start(health, stores.health),
    justice: await start(justice, stores.justice),
    population: await start(population, stores.population),
    vss: await start(vss, stores.vss),
  };
  const urls = Object.fromEntries(Object.entries(subgraphs).map(([name, { url }]) => [name, url]));
  const federation = createFederation<RequestContext>({
    supergraphSdl: withRoutingUrls(await readFile(supergraphFile, 'utf8'), urls),
    headersFor: ({ subgraph, body, context }) => sign({ subgraph, body, requestId: context.requestId }),
    onFault: (fault) => onFault(fault.message),
  });
  const closeSubgraphs = () => Promise.all(Object.values(subgraphs).map((subgraph) => subgraph.close()));
  try {
    const server = await startServer({
      gateway: federation,
      host,
      port,
      introspection: options.explorerQuery !== undefined,
      ...(options.explorerQuery !== undefined && { explorerQuery: options.explorerQuery }),
      readyChecks: { subgraphs: subgraphsAnswer(federation.subgraphs) },
      onFault: (fault, requestId) => onFault(`Request ${requestId} failed: ${describeFault(fault)}`),
    });
    return {
      url: server.url,
      async stop() {
        await server.stop();
        await closeSubgraphs();
      },
    };
  } catch (error) {
    await closeSubgraphs();
    throw error;
  }
}

async function createContextKeys() {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const kid = randomUUID();
  return {
    sign: await createContextSigner({ ...(await exportJWK(privateKey)), kid }, issuer),
    keys: createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA' }] }),
  };
}
