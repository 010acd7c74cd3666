import { watchFile } from '../subgraphs/kit/watch-file.ts';
import { loadGatewayOptions, type GatewayOptions } from './cli/gateway-options.ts';
import { explainListenError } from './cli/listen-error.ts';
import { openClassifiedGateway } from './cli/open-classified-gateway.ts';
import { openGateway, type GatewayInputs, type OpenGateway } from './cli/open-gateway.ts';
import { UsageError } from './cli/usage-error.ts';
import type { Federation } from './federation/create-federation.ts';
import { describeFault } from './http/describe-fault.ts';
import { createRunLog, type RunLog } from './observability/run-log.ts';
import { createPublication } from './publication/publication.ts';
import { startServer } from './server.ts';
import { isTold } from './start/is-told.ts';
import { badSupergraph, checkAddresses, prepareStart, type PreparedStart } from './start/prepare-start.ts';

const firstQuery =
  '# Ctrl+Enter runs the operation, Ctrl+Space completes it.\nquery First {\n  __typename\n}\n';

try {
  const loaded = await loadGatewayOptions(process.argv.slice(2), process.env);
  const log = createRunLog(loaded.options.logging);
  const prepared = await prepareStart(loaded, log.tell);
  await (loaded.isCheck ? check(loaded.options, prepared) : serve(loaded.options, prepared, log));
} catch (error) {
  if (!isTold(error)) throw error;
  complain(error.message);
  process.exitCode = 2;
}

/** Opens all that can be opened without writing anything or listening, and says that it could start. */
async function check(options: GatewayOptions, { inputs, close }: PreparedStart): Promise<void> {
  try {
    const nowhere = { place: undefined, keyFile: undefined, gateway: undefined };
    const hub = { ...options.hub, store: undefined, log: nowhere };
    const gateway = await open({ ...options, hub }, inputs);
    await gateway.federation.stop();
    await gateway.close();
  } finally {
    close();
  }
  const mode = options.isProduction ? 'production' : 'development';
  process.stdout.write(
    `Good for ${mode}: a gateway would listen at ${options.host}, port ${options.port}.\n`,
  );
}

/** Serves a supergraph until the process is told to stop. */
async function serve(options: GatewayOptions, prepared: PreparedStart, log: RunLog): Promise<void> {
  const { supergraph, host, port, isProduction } = options;
  const { inputs, signIn } = prepared;
  const gateway = await open(options, inputs).catch((error: unknown) => {
    prepared.close();
    throw error;
  });
  const tracing = await openTracing(options.telemetry);
  const close = async () => {
    await gateway.close();
    await tracing?.close();
    prepared.close();
  };
  const { federation, admit, verifyToken, intake, events, ownKeys, readyChecks, circuits, metrics } = gateway;
  const server = await startServer({
    gateway: federation,
    host,
    port,
    limits: options.limits,
    // Over a classified supergraph the gateway decides who may ask for which part of the schema.
    introspection: options.introspection || federation.graph().access.isClassified,
    ...(admit && { admit }),
    intake,
    ...(signIn && verifyToken && { console: { ...signIn, verifyToken } }),
    developmentProvider: !isProduction && options.hub.developmentIssuer,
    ...(isProduction ? {} : { explorer: { query: firstQuery } }),
    ...(events && { events }),
    ...(ownKeys && { publication: createPublication({ agencies: federation.subgraphs, ownKeys }) }),
    readyChecks,
    circuits,
    metrics,
    tracing,
    runLog: log,
    onFault: (fault, requestId) => log.fault(requestId, describeFault(fault)),
  }).catch(async (error: unknown) => {
    await close();
    throw explainListenError(error, host, port);
  });
  events?.relay.start();
  const stopWatching = watchFile(supergraph, inputs.supergraphSdl, (changed) =>
    reload(federation, options, changed, log.tell),
  );
  const stop = async () => {
    stopWatching();
    await server.stop(isProduction ? options.limits.time.drain : 0);
    await close();
  };
  process.once('SIGTERM', () => void stop()).once('SIGINT', () => void stop());
  process.stdout.write(`Ready: ${server.url}/graphql\n`);
}

/** A gateway over what the supergraph is: one that classifies its data is decided by the policy of the hub. */
async function open(options: GatewayOptions, inputs: GatewayInputs): Promise<OpenGateway> {
  try {
    return inputs.decides
      ? await openClassifiedGateway(options, inputs, inputs.decides)
      : await openGateway(options, inputs);
  } catch (error) {
    throw isTold(error) ? error : badSupergraph(options.supergraph, error);
  }
}

/** The libraries of OpenTelemetry are loaded where they are used: elsewhere they cost nothing. */
async function openTracing({ endpoint, percent }: GatewayOptions['telemetry']) {
  if (endpoint === undefined) return undefined;
  const { createTracing, otlpExporter } = await import('./observability/otlp-tracing.ts');
  return createTracing({ percent, exporter: otlpExporter(endpoint) });
}

function reload(
  federation: Federation,
  options: GatewayOptions,
  supergraphSdl: string,
  tell: RunLog['tell'],
): void {
  const { supergraph: file } = options;
  try {
    checkAddresses(options, supergraphSdl);
    federation.reload(supergraphSdl);
    process.stdout.write(`Reloaded: ${file}\n`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read.';
    tell(new UsageError(`${file} was changed and not taken over: ${reason}`).message);
  }
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
