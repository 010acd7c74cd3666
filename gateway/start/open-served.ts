import type { GatewayOptions } from './gateway-options.ts';
import { openClassifiedGateway } from './open-classified-gateway.ts';
import { openGateway, type GatewayInputs, type OpenGateway } from './open-gateway.ts';
import { describeFault } from '../http/describe-fault.ts';
import type { ReadyCheck } from '../http/readiness.ts';
import type { GatewayMetrics } from '../observability/gateway-metrics.ts';
import type { RunLog } from '../observability/run-log.ts';
import { createPublication } from '../publication/publication.ts';
import type { Quotas } from '../quota/quotas.ts';
import { openServer, type OpenServer, type ServerStop } from '../server.ts';
import { addressesIn } from './address-ranges.ts';
import { isTold } from '../../subgraphs/kit/command/is-told.ts';
import { badSupergraph, type PreparedStart } from './prepare-start.ts';

const firstQuery =
  '# Ctrl+Enter runs the operation, Ctrl+Space completes it.\nquery First {\n  __typename\n}\n';

/** What several processes have in common. */
export interface CommonCounts {
  readonly quotas: Quotas;
  /** The metrics of all in place of those of one. */
  shared(metrics: GatewayMetrics): Pick<GatewayMetrics, 'read'>;
  /** Passes while it is counted. */
  readonly check: ReadyCheck;
  /** Is told as often as opening gets on, which may take minutes. */
  readonly onProgress: () => void;
}

/** A gateway with its server, which does not listen yet. */
export interface ServedGateway extends Pick<OpenGateway, 'federation' | 'events'> {
  /** Notes that it is served from now on. To be called before the first answer, by one of those that serve the same. */
  begin(): Promise<void>;
  readonly listen: OpenServer['listen'];
  /** What this process has counted. */
  readonly counted: GatewayMetrics['counted'];
  /** Stops the server, and lets go of everything. */
  stop(how?: ServerStop): Promise<void>;
}

/** A gateway over what the supergraph is: one that classifies its data is decided by the policy of the hub. */
export async function openPrepared(options: GatewayOptions, inputs: GatewayInputs): Promise<OpenGateway> {
  try {
    return inputs.decides
      ? await openClassifiedGateway(options, inputs, inputs.decides)
      : await openGateway(options, inputs);
  } catch (error) {
    throw isTold(error) ? error : badSupergraph(options.supergraph, error);
  }
}

/**
 * Opens all that answers; only the port is missing.
 *
 * @param common left out where this process answers alone
 */
export async function openServed(
  options: GatewayOptions,
  { inputs, signIn, close: closePrepared }: PreparedStart,
  log: RunLog,
  common?: CommonCounts,
): Promise<ServedGateway> {
  const { isProduction } = options;
  const { quotas, onProgress } = common ?? {};
  const gateway = await openPrepared(options, { ...inputs, quotas, onProgress }).catch((error: unknown) => {
    closePrepared();
    throw error;
  });
  const tracing = await openTracing(options.telemetry, log.tell);
  const close = async () => {
    await gateway.close();
    await tracing?.close();
    closePrepared();
  };
  const { federation, admit, verifyToken, intake, events, ownKeys, readyChecks, circuits, metrics } = gateway;
  const server = await openServer({
    gateway: federation,
    limits: options.limits,
    isProxy: addressesIn(options.trustedProxies),
    // Over a classified supergraph the gateway decides who may ask for which part of the schema.
    introspection: options.introspection || federation.graph().access.isClassified,
    ...(admit && { admit }),
    intake,
    ...(signIn && verifyToken && { console: { ...signIn, verifyToken } }),
    developmentProvider: !isProduction && options.hub.developmentIssuer,
    ...(isProduction ? {} : { explorer: { query: firstQuery } }),
    ...(events && { events }),
    ...(ownKeys && { publication: createPublication({ agencies: federation.subgraphs, ownKeys }) }),
    readyChecks: common ? { ...readyChecks, primary: common.check } : readyChecks,
    circuits,
    metrics: common ? { ...metrics, ...common.shared(metrics) } : metrics,
    tracing,
    runLog: log,
    onFault: (fault, requestId) => log.fault(requestId, describeFault(fault)),
  }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    federation,
    events,
    begin: gateway.begin,
    async listen(place) {
      const listening = await server.listen(place);
      // Not before: a start that fails may not take the log from a gateway that works.
      gateway.takeOver?.();
      return listening;
    },
    counted: metrics.counted,
    async stop(how) {
      gateway.leave?.();
      await server.stop(how);
      await close();
    },
  };
}

/** The libraries of OpenTelemetry are loaded where they are used: elsewhere they cost nothing. */
async function openTracing({ traces, percent }: GatewayOptions['telemetry'], tell: RunLog['tell']) {
  if (traces === undefined) return undefined;
  const { createTracing, otlpExporter } = await import('../observability/otlp-tracing.ts');
  return createTracing({ percent, exporter: otlpExporter(traces.url, tell) });
}
