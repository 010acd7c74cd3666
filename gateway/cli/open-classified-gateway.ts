import { createHash, randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parse } from 'graphql';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { linkedDirectives } from '../access/linked-directives.ts';
import { createHubGateway } from '../hub-gateway.ts';
import { openClientFolder } from '../identity/clients/client-folder.ts';
import { developmentIssuer, trustDevelopmentIssuer } from '../identity/development/development-issuer.ts';
import { createTokenVerifier, refuseTokens } from '../identity/token-verifier.ts';
import type { GatewayOptions } from './gateway-options.ts';
import type { GatewayInputs, OpenGateway } from './open-gateway.ts';
import { openLog } from './open-log.ts';
import { openTokenGate, type TokenGate } from './token-trust.ts';
import { UsageError } from './usage-error.ts';

const clientsFolder = fileURLToPath(new URL('../clients', import.meta.url));

/** Whether a supergraph links our own specification, so that each of its fields is decided by policy. */
export function isClassified(supergraphSdl: string): boolean {
  return linkedDirectives(parse(supergraphSdl)).data !== undefined;
}

/**
 * The gateway of the hub, as a process of its own: clients, purposes and policy decide about each field.
 *
 * @param cursorSecret the same for all gateways of the hub; made for this process if left out
 * @throws UsageError for a wrong option, PolicyError for a policy that cannot be relied on
 */
export async function openClassifiedGateway(
  options: GatewayOptions,
  { supergraphSdl, signer, rules, isProduction, tell }: GatewayInputs,
  cursorSecret: string | undefined,
): Promise<OpenGateway> {
  const { hub } = options;
  if (isProduction) requireForProduction(options, signer !== undefined);
  const policy = await loadPolicy();
  const closers: (() => unknown)[] = [];
  const close = async () => {
    for (const each of closers.toReversed()) await each();
  };
  try {
    const gate = await openTokens(options, isProduction, tell);
    closers.push(gate.close);
    const clients = await openClientFolder(
      {
        folder: hub.clients ?? clientsFolder,
        vocabulary: { roles: policy.roles, purposes: policy.purposes },
        ...(hub.developmentIssuer && { everyIssuer: [developmentIssuer] }),
      },
      (mistakes) => mistakes.forEach(tell),
    ).catch((error: unknown) => {
      throw new UsageError(`--clients: ${error instanceof Error ? error.message : 'cannot be read'}`);
    });
    closers.push(clients.close);
    const store = await openStore({ uri: hub.store ?? 'memory:' });
    closers.push(() => store.close());
    const log = await openLog(hub.log, tell);
    closers.push(() => log.close());
    const gateway = await createHubGateway({
      supergraphSdl,
      policy,
      clients: clients.current,
      verifyToken: gate.verify,
      registeredOnly: isProduction,
      sign: signer,
      log,
      store,
      cursorKey:
        cursorSecret === undefined ? randomBytes(32) : createHash('sha256').update(cursorSecret).digest(),
      rules,
      onDenial: options.onDenial,
      alarm: tell,
      onFault: (fault) => tell(fault.message),
    });
    closers.push(gateway.close);
    return { ...gateway, verifyToken: gate.verify, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The issuers that are configured, and in development the one whose key everybody knows. */
async function openTokens(
  { tokens, hub }: GatewayOptions,
  isProduction: boolean,
  tell: (line: string) => void,
): Promise<TokenGate> {
  if (hub.developmentIssuer) {
    if (tokens.jwks !== undefined || tokens.issuers !== undefined) {
      throw new UsageError('--development-issuer stands alone: give it, or the issuers that are real.');
    }
    return { verify: createTokenVerifier(trustDevelopmentIssuer()), close: () => {} };
  }
  return (await openTokenGate(tokens, isProduction, tell)) ?? { verify: refuseTokens, close: () => {} };
}

/** In production nothing may be in memory alone, and nobody may be trusted whose key is public. */
function requireForProduction({ hub, tokens }: GatewayOptions, signs: boolean): void {
  const missing: readonly (readonly [boolean, string])[] = [
    [hub.developmentIssuer, '--development-issuer is for synthetic people: leave it out in production.'],
    [tokens.jwks === undefined && tokens.issuers === undefined, 'In production give --issuers, or --jwks.'],
    [!signs, 'In production give --context-key: an agency answers nothing that is not signed.'],
    [hub.log.place === undefined, 'In production give --log: nothing is disclosed without a record.'],
    [hub.log.keyFile === undefined, 'In production give --log-key: the record is signed.'],
    [hub.store === undefined, 'In production give --store: emergency accesses must outlive the process.'],
  ];
  const first = missing.find(([isMissing]) => isMissing);
  if (first) throw new UsageError(first[1]);
}
