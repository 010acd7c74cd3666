import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createLocalJWKSet, exportJWK, generateKeyPair } from 'jose';
import { withRoutingUrls } from './gateway/federation/routing-urls.ts';
import type { ExplorerOptions } from './gateway/explorer/explorer-routes.ts';
import { createHubGateway } from './gateway/hub-gateway.ts';
import { describeFault } from './gateway/http/describe-fault.ts';
import { openClientFolder } from './gateway/identity/clients/client-folder.ts';
import {
  developmentIssuer,
  issueDevelopmentToken,
  trustDevelopmentIssuer,
} from './gateway/identity/development/development-issuer.ts';
import { createTokenVerifier } from './gateway/identity/token-verifier.ts';
import type { DisclosureLog } from './gateway/log/disclosure-log.ts';
import { createPublication } from './gateway/publication/publication.ts';
import type { Quotas } from './gateway/quota/quotas.ts';
import { startServer } from './gateway/server.ts';
import { createContextSigner } from './gateway/trust/context-signer.ts';
import { loadPolicy } from './schema/policy/load-policy.ts';
import { health } from './subgraphs/health/subgraph.ts';
import { justice } from './subgraphs/justice/subgraph.ts';
import { developmentKeyRing } from './subgraphs/kit/keys/development/development-keys.ts';
import type { KeyRing } from './subgraphs/kit/keys/key-ring.ts';
import { startSubgraph, type RunningSubgraph, type SubgraphOptions } from './subgraphs/kit/start-subgraph.ts';
import type { Store } from './subgraphs/kit/store/port.ts';
import type { AskHub, Subgraph } from './subgraphs/kit/subgraph.ts';
import { createContextSessions } from './subgraphs/kit/trust/context-sessions.ts';
import { createContextVerifier } from './subgraphs/kit/trust/context-verifier.ts';
import { createHubAsker } from './subgraphs/kit/events/ask-hub.ts';
import { createEventSigner, type EventSigner } from './subgraphs/kit/events/event-message.ts';
import { population } from './subgraphs/population/subgraph.ts';
import { vss } from './subgraphs/vss/subgraph.ts';

/** Names of the four agencies, as in the supergraph. */
export const agencies = ['health', 'justice', 'population', 'vss'] as const;

/** One of the four agencies. */
export type Agency = (typeof agencies)[number];

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
  /** Off to measure what the agencies' own decision costs: see `SubgraphOptions.enforcement`. */
  readonly enforcement?: SubgraphOptions['enforcement'];
  /** What counts against the clients' quotas; counters from nothing if left out. */
  readonly quotas?: Quotas;
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
const clientsFolder = new URL('gateway/clients', import.meta.url).pathname;

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
    const agencies = await startAgencies(options, { policy, keys, closers });
    const gateway = await createHubGateway({
      supergraphSdl: withRoutingUrls(await readFile(supergraphFile, 'utf8'), agencies.urls),
      policy,
      clients: clients.current,
      verifyToken: createTokenVerifier(trustDevelopmentIssuer()),
      registeredOnly: options.registeredOnly ?? false,
      sign,
      log: options.log,
      store: stores.hub,
      cursorKey: randomBytes(32),
      quotas: options.quotas,
      alarm: onFault,
      onFault: (fault) => onFault(fault.message),
    });
    closers.push(gateway.close);
    const server = await startServer({
      gateway: gateway.federation,
      admit: gateway.admit,
      host,
      port,
      // Who may ask for the schema, and for which part of it, the gateway decides.
      introspection: true,
      ...(options.explorer && { explorer: options.explorer }),
      publication: createPublication(gateway.federation.subgraphs),
      readyChecks: gateway.readyChecks,
      metrics: gateway.metrics,
      onFault: (fault, requestId) => onFault(`Request ${requestId} failed: ${describeFault(fault)}`),
    });
    closers.push(() => server.stop());
    agencies.startEvents(server.url);
    return { url: server.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the agencies share. */
interface AgencyGround extends Pick<SubgraphOptions, 'policy'> {
  readonly keys: ReturnType<typeof createLocalJWKSet>;
  /** Whatever is started is stopped by one of these. */
  readonly closers: (() => unknown)[];
}

/** The keys that everybody knows, read once: seals that a store holds verify at the next start too. */
function sealKeys(agency: string): () => KeyRing {
  const ring = developmentKeyRing(agency);
  return () => ring;
}

/** The agencies, which answer but do not yet tell each other of events. */
interface StartedAgencies {
  /** Where each listens, by its name. */
  readonly urls: Readonly<Record<Agency, string>>;
  /** Begins the exchange of events, once the hub can be asked about them. */
  startEvents(hubUrl: string): void;
}

/** Starts the four agencies. */
async function startAgencies(
  { stores, enforcement, onFault }: HubOptions,
  { policy, keys, closers }: AgencyGround,
): Promise<StartedAgencies> {
  const exchange = await createEventKeys();
  let hub = '';
  const listening: { readonly subgraph: SubgraphEventsOf; readonly running: RunningSubgraph }[] = [];
  const receiversOf = (sender: string) =>
    listening
      .filter(({ subgraph }) => subgraph.events?.hears?.includes(sender))
      .map(({ subgraph: { name }, running }) => ({ name, url: running.eventsUrl }));
  const start = async <Sources extends object>(subgraph: Subgraph<Sources>, store: Store, name: Agency) => {
    const sessions = createContextSessions();
    const running = await startSubgraph(subgraph, {
      store,
      events: {
        sign: exchange.signers[name],
        senders: exchange.senders,
        receivers: () => receiversOf(name),
        ask: askAs(subgraph, () => hub),
        onFault,
      },
      policy,
      sessions,
      verifyContext: createContextVerifier({ keys, issuers: [issuer], audience: subgraph.name, sessions }),
      cursorKey: randomBytes(32),
      ...(subgraph.sealed && { keys: sealKeys(subgraph.name) }),
      host: '127.0.0.1',
      port: 0,
      ...(enforcement && { enforcement }),
    });
    closers.push(running.close);
    listening.push({ subgraph, running });
    return running.url;
  };
  const urls = {
    health: await start(health, stores.health, 'health'),
    justice: await start(justice, stores.justice, 'justice'),
    population: await start(population, stores.population, 'population'),
    vss: await start(vss, stores.vss, 'vss'),
  };
  return {
    urls,
    startEvents(hubUrl) {
      hub = hubUrl;
      for (const { running } of listening) running.startEvents();
    },
  };
}

/** Asks the hub as the agency's own client, with a token of the development issuer. */
function askAs({ events }: SubgraphEventsOf, hub: () => string): AskHub {
  return (query, variables) =>
    createHubAsker({
      url: `${hub()}/graphql`,
      token: () => issueDevelopmentToken({ persona: 'population-officer', minutes: 5 }),
      purpose: events?.asksFor ?? '',
    })(query, variables);
}

type SubgraphEventsOf = Pick<Subgraph<never>, 'name' | 'events'>;

/** A key for each agency, which signs its events and never leaves the process. */
async function createEventKeys() {
  const made = await Promise.all(
    agencies.map(async (name) => {
      const { key, keys } = await createSigningKey();
      return { name, signer: createEventSigner(key), keys };
    }),
  );
  return {
    signers: Object.fromEntries(made.map(({ name, signer }) => [name, signer])) as Readonly<
      Record<Agency, EventSigner>
    >,
    senders: new Map(made.map(({ name, keys }) => [name, keys])),
  };
}

async function createContextKeys() {
  const { key, keys } = await createSigningKey();
  return { sign: await createContextSigner(key, issuer), keys };
}

async function createSigningKey() {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const kid = randomUUID();
  return {
    key: { ...(await exportJWK(privateKey)), kid },
    keys: createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA' }] }),
  };
}
