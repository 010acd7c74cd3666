import { parse } from 'graphql';
import { assemblePolicy } from '../../schema/policy/assemble-policy.ts';
import { readPolicyTexts } from '../../schema/policy/load-policy.ts';
import { collectMistakes } from '../../subgraphs/kit/settings/collect-mistakes.ts';
import { plainAddresses } from '../../subgraphs/kit/settings/production-rules.ts';
import { SettingsError } from '../../subgraphs/kit/settings/settings-error.ts';
import { linkedDirectives } from '../../schema/requirements/linked-directives.ts';
import { readContextSigner } from './files/context-signer-file.ts';
import type { GatewayOptions, LoadedOptions } from './gateway-options.ts';
import { readLogKeys } from './files/log-key-file.ts';
import { openConsole } from './open-console.ts';
import type { GatewayInputs } from './open-gateway.ts';
import { readPolicyRules } from './files/policy-rules.ts';
import { readNamedFile, type ReadNamed } from '../cli/read-file.ts';
import { openTokenGate, type TokenGate } from './files/token-trust.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';
import { routingUrls } from '../federation/routing-urls.ts';
import { openClientFolder, openClientTexts } from '../identity/clients/client-folder.ts';
import { developmentIssuer, trustDevelopmentIssuer } from '../identity/development/development-issuer.ts';
import { createTokenVerifier } from '../identity/token-verifier.ts';
import { clientsFolder, policyRoot, type Bundle } from './bundle.ts';
import { isTold } from '../../subgraphs/kit/command/is-told.ts';
import { readCursorSecret } from './own-files.ts';
import { refuseInProduction } from './production-refusals.ts';
import { smallRoom } from './small-room.ts';
import { unsharedPlaces } from './unshared-places.ts';

/** `iss` of the contexts that this gateway signs. */
const issuer = 'lien-thong-gateway';

/** All that a gateway is opened with. */
export interface PreparedStart {
  readonly inputs: GatewayInputs;
  /** How people sign in to the console; undefined where there is none. */
  readonly signIn: Awaited<ReturnType<typeof openConsole>>;
  /** Ends following the files. */
  close(): void;
}

/** What another process has read, so that several serve the same. */
export interface ReadBefore {
  /** What decides. */
  readonly bundle: Bundle;
  /** Reads the files of keys, of cursors and of the console. */
  readonly read: ReadNamed;
}

/**
 * Reads every file that the options name, and in production looks for whatever may not be there.
 *
 * @param tell is given a line about everything that the operator should know while the gateway runs
 * @param before without it all is read here, and clients are followed
 * @throws SettingsError with every mistake
 */
export async function prepareStart(
  { options, nameOf }: Pick<LoadedOptions, 'options' | 'nameOf'>,
  tell: (line: string) => void,
  before?: ReadBefore,
): Promise<PreparedStart> {
  const { bundle, read = readNamedFile } = before ?? {};
  const mistakes = collectMistakes(isTold);
  const supergraphSdl = await mistakes.attempt(
    () => bundle?.supergraph ?? readNamedFile('supergraph', options.supergraph),
  );
  const graph = await mistakes.attempt(() => lookAt(options.supergraph, supergraphSdl));
  const cursorSecret = await mistakes.attempt(() => readCursorSecret(options.cursors, read));
  const signIn = await mistakes.attempt(() => openConsole(options.hub, cursorSecret, read));
  const signer = await mistakes.attempt(() => readSigner(options.contextKey, read));
  const rules = await mistakes.attempt(() => readPolicyRules(options.policies, bundle?.rules));
  await mistakes.attempt(() => checkLogKey(options.hub.log.keyFile, read));
  const gate = await mistakes.attempt(() => openTokens(options, tell, bundle?.issuers));
  const decides = await mistakes.attempt(() =>
    graph?.isClassified ? openDecision(options, tell, bundle) : undefined,
  );
  if (graph?.isClassified) mistakes.add(...unsharedPlaces(options, nameOf));
  mistakes.add(...smallRoom(options.limits, nameOf));
  const close = () => {
    gate?.close();
    decides?.clients.close();
  };
  if (options.isProduction) {
    const facts = {
      isClassified: graph?.isClassified ?? false,
      subgraphs: graph?.subgraphs ?? [],
      issuerKeys: (options.tokens.issuers === undefined ? [] : (gate?.keyPlaces ?? [])).map((value) => ({
        name: nameOf('tokens.issuers'),
        value,
      })),
      cursorSecret,
      keyFiles: signIn?.keyFile === undefined ? [] : [{ name: nameOf('console'), value: signIn.keyFile }],
    };
    mistakes.add(...(await refuseInProduction(options, facts, nameOf)));
  }
  if (mistakes.found().length > 0) {
    close();
    throw new SettingsError(mistakes.found());
  }
  return {
    inputs: {
      supergraphSdl: supergraphSdl ?? '',
      signer,
      rules: rules ?? {},
      gate,
      decides,
      cursorSecret,
      read,
      tell,
    },
    signIn,
    close,
  };
}

/**
 * Whether a supergraph may take the place of the one that is served.
 *
 * @throws UsageError where it leads over an open network in production
 */
export function checkAddresses(
  { isProduction, encryptedHosts, supergraph }: GatewayOptions,
  supergraphSdl: string,
): void {
  const { subgraphs } = lookAt(supergraph, supergraphSdl);
  const [first] = isProduction ? plainAddresses(subgraphs, encryptedHosts) : [];
  if (first !== undefined) throw new UsageError(first);
}

/** What a start must know about a supergraph before it is loaded. */
function lookAt(file: string, supergraphSdl: string = 'type Query') {
  try {
    return {
      isClassified: linkedDirectives(parse(supergraphSdl)).data !== undefined,
      subgraphs: routingUrls(supergraphSdl).map(({ name, url }) => ({
        name: `Subgraph ${name}`,
        value: url,
      })),
    };
  } catch (error) {
    throw badSupergraph(file, error);
  }
}

/** What to do about a supergraph that cannot be served. */
export function badSupergraph(file: string, error: unknown): UsageError {
  const reason = error instanceof Error ? error.message : 'it cannot be read';
  return new UsageError(
    `--supergraph ${file}: ${reason.endsWith('.') ? reason : `${reason}.`} Make it with \`rover supergraph compose\`.`,
  );
}

async function readSigner(file: string | undefined, read: ReadNamed) {
  return file === undefined ? undefined : readContextSigner(file, issuer, read);
}

/** The key is read again where the log is opened. */
async function checkLogKey(file: string | undefined, read: ReadNamed): Promise<void> {
  if (file !== undefined) await readLogKeys(file, read);
}

/** The issuers that are configured, or the one whose key everybody knows. */
async function openTokens(
  { tokens, hub, isProduction }: GatewayOptions,
  tell: (line: string) => void,
  issuers?: string,
): Promise<TokenGate | undefined> {
  if (!hub.developmentIssuer) return openTokenGate(tokens, isProduction, tell, issuers);
  if (tokens.jwks === undefined && tokens.issuers === undefined) {
    return { verify: createTokenVerifier(trustDevelopmentIssuer()), keyPlaces: [], close: () => {} };
  }
  throw new UsageError('--development-issuer stands alone: give it, or the issuers that are real.');
}

/** The policy, and the clients whom it knows. */
async function openDecision(options: GatewayOptions, tell: (line: string) => void, bundle?: Bundle) {
  const policyTexts = bundle?.policy ?? (await readPolicyTexts(policyRoot(options)));
  const policy = assemblePolicy(policyTexts);
  const source = {
    folder: clientsFolder(options),
    texts: bundle?.clients,
    vocabulary: { roles: policy.roles, purposes: policy.purposes },
    ...(options.hub.developmentIssuer && { everyIssuer: [developmentIssuer] }),
  };
  const opened = bundle
    ? openClientTexts(source)
    : openClientFolder(source, (mistakes) => mistakes.forEach(tell));
  const clients = await opened.catch((error: unknown) => {
    const told = error instanceof Error ? error.message.split('\n') : ['cannot be read'];
    throw new SettingsError(told.map((line) => `--clients: ${line}`));
  });
  return { policy, policyTexts, clients };
}
