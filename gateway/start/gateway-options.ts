import {
  checkAccess,
  pushOf,
  type PushSettings,
  type SentTo,
} from '../../subgraphs/kit/metrics/push-settings.ts';
import { loadSettings } from '../../subgraphs/kit/settings/load-settings.ts';
import { readSettings, type GivenSettings } from '../../subgraphs/kit/settings/read-settings.ts';
import type { OnDenial } from '../federation/answer-operation.ts';
import { limitsFrom } from '../limits/limit-settings.ts';
import type { Limits } from '../limits/limits.ts';
import type { RunLogOptions } from '../observability/run-log.ts';
import { tracesOf } from '../observability/trace-settings.ts';
import { gatewayPrefix, gatewaySettings } from './gateway-settings.ts';
import type { WebhookSettings } from '../webhooks/open-webhooks.ts';
import type { LogOptions } from './open-log.ts';
import type { TokenOptions } from './files/token-trust.ts';

/** What `npm run gateway` was asked to do. */
export interface GatewayOptions {
  readonly isProduction: boolean;
  readonly supergraph: string;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Processes that answer; 0 for this one alone. */
  readonly workers: number;
  readonly contextKey: string | undefined;
  readonly tokens: TokenOptions;
  /** File that says what satisfies each policy of `@policy`. */
  readonly policies: string | undefined;
  readonly onDenial: OnDenial;
  /** Whether operations that no client has registered are refused. */
  readonly registeredOnly: boolean;
  /** Whether everybody may ask for the schema of a supergraph that classifies nothing. */
  readonly introspection: boolean;
  /** Secret of cursors and sessions: itself, or the file that holds it; made for the process if neither is given. */
  readonly cursors: { readonly secret: string | undefined; readonly secretFile: string | undefined };
  readonly telemetry: TelemetryOptions;
  readonly logging: RunLogOptions;
  /** Hosts to which a mesh or a tunnel encrypts. */
  readonly encryptedHosts: readonly string[];
  /** Addresses of proxies, or ranges of them. */
  readonly trustedProxies: readonly string[];
  readonly limits: Limits;
  /** What a gateway needs beside over a supergraph that classifies its data. */
  readonly hub: HubOptions;
}

/** What is sent to collectors. */
export interface TelemetryOptions {
  /** Where traces go; none are kept if left out. */
  readonly traces: SentTo<'telemetry.tracesEndpoint'> | undefined;
  readonly percent: number;
  /** Where metrics are pushed; nowhere if left out. */
  readonly push: PushSettings | undefined;
}

/** See `HubGatewayOptions`. */
export interface HubOptions {
  /** Folder with the `schema` in which the policy lies; the repository if left out. */
  readonly policy: string | undefined;
  /** Folder with the reviewed files of the clients; those of the repository if left out. */
  readonly clients: string | undefined;
  /** The disclosure log. */
  readonly log: LogOptions;
  /** Store of the emergency accesses; in memory if left out. */
  readonly store: string | undefined;
  /** How clients' systems hear of events. */
  readonly events: WebhookSettings;
  /** Whether tokens of the development issuer are taken: never in production. */
  readonly developmentIssuer: boolean;
  /** File that says how people sign in to the console; no console if left out. */
  readonly console: string | undefined;
}

/** What a setting is called by whoever gave it; where nobody did, how to give it. */
export type NameOfSetting = GivenSettings<typeof gatewaySettings>['nameOf'];

/** The options, and how to speak of them. */
export interface LoadedOptions {
  readonly options: GatewayOptions;
  readonly nameOf: NameOfSetting;
  /** Whether the gateway is only to say if it could start. */
  readonly isCheck: boolean;
}

const usage =
  'Usage: npm run gateway -- --supergraph FILE [--config FILE] [--check] [--mode development|production] [--port N] [--host HOST] [--workers N] [--jwks FILE|URL --issuer S --audience S | --issuers FILE | --development-issuer] [--revocations FILE] [--policies FILE] [--on-denial filter|reject] [--context-key FILE] [--policy DIR] [--clients DIR] [--log DIR|URI [--log-key FILE] [--gateway-name NAME]] [--store URI] [--event-key FILE --event-senders AGENCY=URL|FILE,…] [--console FILE]';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The options as command line and environment give them.
 *
 * @throws SettingsError
 */
export function readGatewayOptions(args: readonly string[], environment: Environment = {}): GatewayOptions {
  const sources = { args, environment };
  return asOptions(readSettings(gatewaySettings, sources, { usage, prefix: gatewayPrefix }), environment);
}

/**
 * The same with the file that `--config` or `LIENTHONG_CONFIG` names.
 *
 * @throws SettingsError with every mistake
 */
export async function loadGatewayOptions(
  args: readonly string[],
  environment: Environment,
): Promise<LoadedOptions> {
  const manner = { usage, prefix: gatewayPrefix, fileVariable: `${gatewayPrefix}CONFIG` };
  const { isCheck, ...given } = await loadSettings(gatewaySettings, { args, environment }, manner);
  return { options: asOptions(given, environment), nameOf: given.nameOf, isCheck };
}

function asOptions(
  { values }: GivenSettings<typeof gatewaySettings>,
  environment: Environment,
): GatewayOptions {
  const isProduction = values.mode === 'production' || environment['NODE_ENV'] === 'production';
  const traces = tracesOf(values, environment);
  const push = pushOf(values, environment);
  checkAccess(environment, { metrics: push !== undefined, traces: traces !== undefined });
  return {
    isProduction,
    supergraph: values.supergraph,
    host: values['listen.host'],
    port: values['listen.port'],
    workers: values.workers,
    contextKey: values.contextKey,
    policies: values.policies,
    onDenial: values.onDenial,
    registeredOnly: (values['operations.registered'] ?? (isProduction ? 'only' : 'any')) === 'only',
    introspection: (values.introspection ?? (isProduction ? 'off' : 'on')) === 'on',
    cursors: { secret: values['cursors.secret'], secretFile: values['cursors.secretFile'] },
    telemetry: { traces, percent: values['telemetry.percent'], push },
    logging: {
      format: values['logging.format'] ?? (isProduction ? 'json' : 'text'),
      level: values['logging.level'],
    },
    encryptedHosts: values['network.encryptedHosts'],
    trustedProxies: values['network.trustedProxies'],
    limits: limitsFrom(values),
    tokens: {
      jwks: values['tokens.jwks'],
      issuer: values['tokens.issuer'],
      audience: values['tokens.audience'],
      issuers: values['tokens.issuers'],
      revocations: values['tokens.revocations'],
    },
    hub: {
      policy: values.policy,
      clients: values.clients,
      log: {
        place: values['disclosureLog.place'],
        keyFile: values['disclosureLog.key'],
        gateway: values['disclosureLog.gateway'],
        witnesses: values['disclosureLog.witnesses'],
        attestEvery: values['disclosureLog.attestEvery'] * 60_000,
      },
      store: values.store,
      events: { keyFile: values['events.key'], senders: values['events.senders'] },
      developmentIssuer: values['tokens.developmentIssuer'],
      console: values.console,
    },
  };
}
