import { PolicyError } from '../schema/policy/policy-error.ts';
import { StoreError } from '../subgraphs/kit/store/store-errors.ts';
import { watchFile } from '../subgraphs/kit/watch-file.ts';
import { readContextSigner } from './cli/context-signer-file.ts';
import { readGatewayOptions, type GatewayOptions } from './cli/gateway-options.ts';
import { explainListenError } from './cli/listen-error.ts';
import { isClassified, openClassifiedGateway } from './cli/open-classified-gateway.ts';
import { openConsole } from './cli/open-console.ts';
import { openGateway, type GatewayInputs, type OpenGateway } from './cli/open-gateway.ts';
import { readPolicyRules } from './cli/policy-rules.ts';
import { readNamedFile } from './cli/read-file.ts';
import { UsageError } from './cli/usage-error.ts';
import type { Federation } from './federation/create-federation.ts';
import { describeFault } from './http/describe-fault.ts';
import { createPublication } from './publication/publication.ts';
import { startServer } from './server.ts';

/** `iss` of the contexts that this gateway signs. */
const issuer = 'lien-thong-gateway';

const firstQuery =
  '# Ctrl+Enter runs the operation, Ctrl+Space completes it.\nquery First {\n  __typename\n}\n';

try {
  await serve(process.argv.slice(2), process.env['NODE_ENV'] !== 'production');
} catch (error) {
  if (!isTold(error)) throw error;
  complain(error.message);
  process.exitCode = 2;
}

/** Serves a supergraph until the process is told to stop. */
async function serve(args: readonly string[], isDevelopment: boolean): Promise<void> {
  const options = readGatewayOptions(args);
  const { supergraph, host, port, contextKey, policies } = options;
  const supergraphSdl = await readNamedFile('supergraph', supergraph);
  const signIn = await openConsole(options.hub, process.env['CURSOR_SECRET']);
  const gateway = await open(options, {
    supergraphSdl,
    signer: contextKey === undefined ? undefined : await readContextSigner(contextKey, issuer),
    rules: await readPolicyRules(policies),
    isProduction: !isDevelopment,
    tell: complain,
  });
  const { federation, admit, verifyToken, intake, readyChecks, metrics } = gateway;
  const server = await startServer({
    gateway: federation,
    host,
    port,
    // Over a classified supergraph the gateway decides who may ask for which part of the schema.
    introspection: isDevelopment || federation.graph().access.isClassified,
    ...(admit && { admit }),
    intake,
    ...(signIn && verifyToken && { console: { ...signIn, verifyToken } }),
    developmentProvider: isDevelopment && options.hub.developmentIssuer,
    ...(isDevelopment ? { explorer: { query: firstQuery } } : {}),
    ...(federation.graph().access.isClassified && { publication: createPublication(federation.subgraphs) }),
    readyChecks,
    metrics,
    onFault: (fault, requestId) => complain(`Request ${requestId} failed: ${describeFault(fault)}`),
  }).catch(async (error: unknown) => {
    await gateway.close();
    throw explainListenError(error, host, port);
  });
  const stopWatching = watchFile(supergraph, supergraphSdl, (changed) =>
    reload(federation, supergraph, changed),
  );
  const stop = async () => {
    stopWatching();
    await server.stop();
    await gateway.close();
  };
  process.once('SIGTERM', () => void stop()).once('SIGINT', () => void stop());
  process.stdout.write(`Ready: ${server.url}/graphql\n`);
}

/** A gateway over what the supergraph is: one that classifies its data is decided by the policy of the hub. */
async function open(options: GatewayOptions, inputs: GatewayInputs): Promise<OpenGateway> {
  try {
    return isClassified(inputs.supergraphSdl)
      ? await openClassifiedGateway(options, inputs, process.env['CURSOR_SECRET'])
      : await openGateway(options, inputs);
  } catch (error) {
    if (isTold(error)) throw error;
    throw new UsageError(
      `--supergraph ${options.supergraph}: ${reasonOf(error)} Make it with \`rover supergraph compose\`.`,
    );
  }
}

/** Whether an error is written for whoever starts the gateway. */
function isTold(error: unknown): error is Error {
  return error instanceof UsageError || error instanceof PolicyError || error instanceof StoreError;
}

function reload(federation: Federation, file: string, supergraphSdl: string): void {
  try {
    federation.reload(supergraphSdl);
    process.stdout.write(`Reloaded: ${file}\n`);
  } catch (error) {
    complain(new UsageError(`${file} was changed and not taken over: ${reasonOf(error)}`).message);
  }
}

function reasonOf(error: unknown): string {
  const reason = error instanceof Error ? error.message : 'it cannot be read';
  return reason.endsWith('.') ? reason : `${reason}.`;
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
