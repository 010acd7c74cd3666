import { judgeCaller, type PolicyRules } from './access/judge.ts';
import { readContextSigner } from './cli/context-signer-file.ts';
import { readPolicyRules } from './cli/policy-rules.ts';
import { openTokenGate } from './cli/token-trust.ts';
import { readGatewayOptions } from './cli/gateway-options.ts';
import { explainListenError } from './cli/listen-error.ts';
import { readNamedFile } from './cli/read-file.ts';
import { UsageError } from './cli/usage-error.ts';
import { watchFile } from './cli/watch-file.ts';
import type { OnDenial } from './federation/answer-operation.ts';
import { createFederation, type Federation } from './federation/create-federation.ts';
import { describeFault } from './http/describe-fault.ts';
import type { RequestContext } from './http/request-context.ts';
import { subgraphsAnswer } from './http/subgraphs-answer.ts';
import { admitCaller } from './identity/admit-caller.ts';
import { startServer } from './server.ts';
import type { ContextSigner } from './trust/context-signer.ts';

/** `iss` of the contexts that this gateway signs. */
const issuer = 'lien-thong-gateway';

const firstQuery =
  '# Ctrl+Enter runs the operation, Ctrl+Space completes it.\nquery First {\n  __typename\n}\n';

try {
  await serve(process.argv.slice(2), process.env['NODE_ENV'] !== 'production');
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  complain(error.message);
  process.exitCode = 2;
}

/** Serves a supergraph until the process is told to stop. */
async function serve(args: readonly string[], isDevelopment: boolean): Promise<void> {
  const { supergraph, host, port, contextKey, tokens, policies, onDenial } = readGatewayOptions(args);
  const sdl = await readNamedFile('supergraph', supergraph);
  const signer = contextKey === undefined ? undefined : await readContextSigner(contextKey, issuer);
  const gate = await openTokenGate(tokens, !isDevelopment, complain);
  const federation = federate(supergraph, sdl, signer, await readPolicyRules(policies), onDenial);
  const server = await startServer({
    gateway: federation,
    host,
    port,
    introspection: isDevelopment,
    ...(gate && { admit: admitCaller(gate.verify) }),
    ...(isDevelopment ? { explorer: { query: firstQuery } } : {}),
    readyChecks: { subgraphs: subgraphsAnswer(federation.subgraphs) },
    onFault: (fault, requestId) => complain(`Request ${requestId} failed: ${describeFault(fault)}`),
  }).catch((error: unknown) => {
    throw explainListenError(error, host, port);
  });
  const stopWatching = watchFile(supergraph, sdl, (changed) => reload(federation, supergraph, changed));
  const stop = () => {
    stopWatching();
    gate?.close();
    void server.stop();
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  process.stdout.write(`Ready: ${server.url}/graphql\n`);
}

function federate(
  file: string,
  supergraphSdl: string,
  sign: ContextSigner | undefined,
  rules: PolicyRules,
  onDenial: OnDenial,
): Federation {
  try {
    return createFederation<RequestContext>({
      supergraphSdl,
      onDenial,
      judgeFor: (index, { caller }) => judgeCaller(index, caller, rules),
      ...(sign && {
        headersFor: ({ subgraph, body, context }) => sign({ subgraph, body, requestId: context.requestId }),
      }),
      onFault: (fault) => complain(fault.message),
    });
  } catch (error) {
    throw new UsageError(
      `--supergraph ${file}: ${reasonOf(error)} Make it with \`rover supergraph compose\`.`,
    );
  }
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
