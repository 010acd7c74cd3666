import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { withRoutingUrls } from '../gateway/federation/routing-urls.ts';
import { developmentSignIn } from '../gateway/console/session/development-sign-in.ts';
import type { ExplorerOptions } from '../gateway/explorer/explorer-routes.ts';
import { createHubGateway } from '../gateway/hub-gateway.ts';
import { describeFault } from '../gateway/http/describe-fault.ts';
import { openClientFolder } from '../gateway/identity/clients/client-folder.ts';
import {
  developmentIssuer,
  trustDevelopmentIssuer,
} from '../gateway/identity/development/development-issuer.ts';
import { createTokenVerifier } from '../gateway/identity/token-verifier.ts';
import type { DisclosureLog } from '../gateway/log/disclosure-log.ts';
import type { Limits } from '../gateway/limits/limits.ts';
import type { Tracing } from '../gateway/observability/request-trace.ts';
import type { RunLog } from '../gateway/observability/run-log.ts';
import { hubKeys } from '../gateway/publication/hub-keys.ts';
import { createPublication } from '../gateway/publication/publication.ts';
import type { Quotas } from '../gateway/quota/quotas.ts';
import { startServer } from '../gateway/server.ts';
import { openWebhookRelay } from '../gateway/webhooks/webhook-relay.ts';
import { createContextSigner } from '../gateway/trust/context-signer.ts';
import { loadPolicy } from '../schema/policy/load-policy.ts';
import { createSigningKey } from './signing-key.ts';
import { startAgencies, type Agency } from './start-agencies.ts';
import type { SubgraphOptions } from '../subgraphs/kit/start-subgraph.ts';
import type { Store } from '../subgraphs/kit/store/port.ts';
import { createEventSigner } from '../subgraphs/kit/events/event-message.ts';

export { agencies, type Agency } from './start-agencies.ts';

/** Each agency's own store, and the gateway's. */
export type HubStores = Readonly<Record<Agency | 'hub', Store>>;

/** What the hub runs on. */
export interface HubOptions {
  /** Whoever opened them closes them. */
  readonly stores: HubStores;
  /** Whoever opened it closes it. */
  readonly log: DisclosureLog;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** What the explorer opens with; without it there is no explorer. */
  readonly explorer?: ExplorerOptions;
  /** The reviewed files of the clients; those of the repository if left out. */
  readonly clientsFolder?: string;
  /** Whether operations that no client has registered are refused, as in production; not if left out. */
  readonly registeredOnly?: boolean;
  /** By which the agencies decide, as while a new policy is brought out; the gateway's if left out. */
  readonly agencyPolicy?: SubgraphOptions['policy'];
  /** What is served, as while a new one is brought out; that which is composed from the agencies' schemas if left out. */
  readonly supergraphSdl?: string;
  /** Off to measure what the agencies' own decision costs: see `SubgraphOptions.enforcement`. */
  readonly enforcement?: SubgraphOptions['enforcement'];
  /** `defaultLimits` if left out. */
  readonly limits?: Limits;
  /** What counts against the clients' quotas; counters from nothing if left out. */
  readonly quotas?: Quotas;
  /** Where traces are kept; nowhere if left out. */
  readonly tracing?: Tracing;
  /** Where a line about each answer goes; nowhere if left out. */
  readonly runLog?: Pick<RunLog, 'answered'>;
  /** Milliseconds that what is under way may take in each part once the hub stops; `closeGrace` if left out. */
  readonly closeGrace?: number;
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

const supergraphFile = new URL('../schema/supergraph.graphql', import.meta.url);
const clientsFolder = new URL('../gateway/clients', import.meta.url).pathname;

/**
 * The whole hub in one process: four subgraphs and the gateway, which talk over HTTP and signed contexts as they would
 * on five machines. The key that signs is made at each start and never leaves the process. Tokens are those of the
 * development issuer, whose key everybody knows: this is for synthetic people.
 *
 * @throws Error when the address cannot be listened on, or a file of policy or clients is not good
 */
export async function startHub(options: HubOptions): Promise<RunningHub> {
  const { stores, host, port, onFault } = options;
  const policy = await loadPolicy();
  const clients = await openClientFolder(
    {
      folder: options.clientsFolder ?? clientsFolder,
      vocabulary: { roles: policy.roles, purposes: policy.purposes },
      everyIssuer: [developmentIssuer],
    },
    (mistakes) => mistakes.forEach(onFault),
  );
  const closers: (() => unknown)[] = [clients.close];
  const stop = async () => {
    for (const close of closers.toReversed()) await close();
  };
  try {
    const { sign, keys } = await createContextKeys();
    const webhookKey = await createSigningKey();
    const agencies = await startAgencies(options, {
      policy: options.agencyPolicy ?? policy,
      issuer,
      keys,
      closers,
    });
    const verifyToken = createTokenVerifier(trustDevelopmentIssuer());
    const gateway = await createHubGateway({
      supergraphSdl: withRoutingUrls(
        options.supergraphSdl ?? (await readFile(supergraphFile, 'utf8')),
        agencies.urls,
      ),
      policy,
      clients: clients.current,
      verifyToken,
      registeredOnly: options.registeredOnly ?? false,
      sign,
      log: options.log,
      store: stores.hub,
      cursorKey: randomBytes(32),
      quotas: options.quotas,
      ...(options.limits && { limits: options.limits }),
      alarm: onFault,
      onFault: (fault) => onFault(fault.message),
    });
    closers.push(gateway.close);
    await gateway.begin();
    const relay = await openWebhookRelay({
      store: stores.hub,
      clients: gateway.clients,
      senders: agencies.senders,
      sign: createEventSigner(webhookKey.key),
      onFault,
    });
    closers.push(() => relay.close(options.closeGrace));
    gateway.metrics.relay(relay.queue);
    const server = await startServer({
      gateway: gateway.federation,
      admit: gateway.admit,
      intake: gateway.intake,
      ...(options.limits && { limits: options.limits }),
      host,
      port,
      // Who may ask for the schema, and for which part of it, the gateway decides.
      introspection: true,
      events: { relay, keys: webhookKey.keySet },
      ...(options.explorer && { explorer: options.explorer }),
      publication: createPublication({
        agencies: gateway.federation.subgraphs,
        ownKeys: () => hubKeys({ log: options.log.kept, webhooks: webhookKey.keySet }),
      }),
      console: { issuer: developmentSignIn, cookieKey: randomBytes(32), verifyToken },
      developmentProvider: true,
      readyChecks: gateway.readyChecks,
      circuits: gateway.circuits,
      metrics: gateway.metrics,
      tracing: options.tracing,
      runLog: options.runLog,
      onFault: (fault, requestId) => onFault(`Request ${requestId} failed: ${describeFault(fault)}`),
    });
    closers.push(() => server.stop({ grace: options.closeGrace }));
    agencies.startEvents(server.url);
    relay.start();
    return { url: server.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function createContextKeys() {
  const { key, keys } = await createSigningKey();
  return { sign: createContextSigner(key, issuer), keys };
}
