import { randomBytes } from 'node:crypto';
import type { JWTVerifyGetKey } from 'jose';
import { issueDevelopmentToken } from '../gateway/identity/development/development-issuer.ts';
import type { PersonaName } from '../gateway/identity/development/personas.ts';
import { relayName, type WebhookRelayOptions } from '../gateway/webhooks/webhook-relay.ts';
import { createSigningKey } from './signing-key.ts';
import { health } from '../subgraphs/health/subgraph.ts';
import { justice } from '../subgraphs/justice/subgraph.ts';
import { createEventSigner, type EventSigner } from '../subgraphs/kit/events/event-message.ts';
import { createHubAsker, type AskHub } from '../subgraphs/kit/hub/ask-hub.ts';
import { createHubPublication } from '../subgraphs/kit/hub/hub-publication.ts';
import { developmentKeyRing } from '../subgraphs/kit/keys/development/development-keys.ts';
import type { KeyRing } from '../subgraphs/kit/keys/key-ring.ts';
import {
  startSubgraph,
  type RunningSubgraph,
  type SubgraphOptions,
} from '../subgraphs/kit/start-subgraph.ts';
import type { Store } from '../subgraphs/kit/store/port.ts';
import type { Subgraph } from '../subgraphs/kit/subgraph.ts';
import { createContextSessions } from '../subgraphs/kit/trust/context-sessions.ts';
import { createContextVerifier } from '../subgraphs/kit/trust/context-verifier.ts';
import { population } from '../subgraphs/population/subgraph.ts';
import { createSealCheck } from '../subgraphs/vss/claims/evidence/check-seal.ts';
import { gatewayEvidence } from '../subgraphs/vss/claims/evidence/gateway-evidence.ts';
import { createVss } from '../subgraphs/vss/subgraph.ts';

/** Names of the four agencies, as in the supergraph. */
export const agencies = ['health', 'justice', 'population', 'vss'] as const;

/** One of the four agencies. */
export type Agency = (typeof agencies)[number];

/** What the agencies run on. */
interface AgencyOptions {
  readonly stores: Readonly<Record<Agency, Store>>;
  readonly enforcement?: SubgraphOptions['enforcement'];
  readonly closeGrace?: SubgraphOptions['closeGrace'];
  readonly onFault: (line: string) => void;
}

/** What the agencies share. */
interface AgencyGround extends Pick<SubgraphOptions, 'policy'> {
  /** Name of the gateway, and its public keys. */
  readonly issuer: string;
  readonly keys: JWTVerifyGetKey;
  /** Whatever is started is stopped by one of these. */
  readonly closers: (() => unknown)[];
}

/** The agencies, which answer but do not yet tell each other of events. */
export interface StartedAgencies {
  /** Where each listens, by its name. */
  readonly urls: Readonly<Record<Agency, string>>;
  /** Public keys of what each sends. */
  readonly senders: WebhookRelayOptions['senders'];
  /** Begins the exchange of events, once the hub can be asked about them. */
  startEvents(hubUrl: string): void;
}

/** Starts the four agencies. */
export async function startAgencies(
  { stores, enforcement, closeGrace, onFault }: AgencyOptions,
  { policy, issuer, keys, closers }: AgencyGround,
): Promise<StartedAgencies> {
  const exchange = await createEventKeys();
  let hub = '';
  // Where the hub listens is known at the end.
  const hubUrl = () => (hub === '' ? undefined : hub);
  const listening: { readonly subgraph: SubgraphEventsOf; readonly running: RunningSubgraph }[] = [];
  const receiversOf = (sender: string) => [
    { name: relayName, url: `${hub}/events` },
    ...listening
      .filter(({ subgraph }) => subgraph.events?.hears?.includes(sender))
      .map(({ subgraph: { name }, running }) => ({ name, url: running.eventsUrl })),
  ];
  const start = async <Sources extends object>(subgraph: Subgraph<Sources>, store: Store, name: Agency) => {
    const sessions = createContextSessions();
    const asker = askers[subgraph.name];
    const running = await startSubgraph(subgraph, {
      store,
      events: {
        sign: exchange.signers[name],
        senders: exchange.senders,
        receivers: () => receiversOf(name),
        ...(asker && { ask: askAs(asker, hubUrl) }),
        onFault,
      },
      policy,
      sessions,
      verifyContext: createContextVerifier({ keys, issuers: [issuer], audience: subgraph.name, sessions }),
      cursorKey: randomBytes(32),
      ...(subgraph.sealed && { keys: sealKeys(subgraph.name) }),
      onFault,
      host: '127.0.0.1',
      port: 0,
      closeGrace,
      ...(enforcement && { enforcement }),
    });
    closers.push(running.close);
    listening.push({ subgraph, running });
    return running.url;
  };
  const vss = createVss({
    // Social insurance is a client of the hub that it is a part of.
    evidence: gatewayEvidence(askAs('vss-machine', hubUrl), createSealCheck(createHubPublication(hubUrl))),
    now: () => Temporal.Now.instant(),
    decidesPlainCases: false,
    onFault,
  });
  const urls = {
    health: await start(health, stores.health, 'health'),
    justice: await start(justice, stores.justice, 'justice'),
    population: await start(population, stores.population, 'population'),
    vss: await start(vss, stores.vss, 'vss'),
  };
  return {
    urls,
    senders: exchange.senders,
    startEvents(hubUrl) {
      hub = hubUrl;
      for (const { running } of listening) running.startEvents();
    },
  };
}

/** The keys that everybody knows, read once: seals that a store holds verify at the next start too. */
function sealKeys(agency: string): () => KeyRing {
  const ring = developmentKeyRing(agency);
  return () => ring;
}

/** In whose name an agency asks the hub about what it hears. */
const askers: Readonly<Partial<Record<string, PersonaName>>> = {
  justice: 'justice-machine',
  population: 'population-machine',
};

/** Asks the hub as a machine of an agency, with tokens of the development issuer. */
function askAs(persona: PersonaName, url: () => string | undefined): AskHub {
  return createHubAsker({
    url,
    token: (organisation) => issueDevelopmentToken({ persona, organisation, minutes: 5 }),
  });
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
