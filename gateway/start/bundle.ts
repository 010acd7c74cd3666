import { join } from 'node:path';
import { readPolicyTexts } from '../../schema/policy/load-policy.ts';
import type { PolicyTexts } from '../../schema/policy/policy-files.ts';
import { sha256 } from '../../schema/sha256.ts';
import type { GatewayOptions } from './gateway-options.ts';
import { readNamedFile } from '../cli/read-file.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';
import { readClientTexts, type ClientTexts } from '../identity/clients/client-files.ts';
import { canonicalJson } from '../log/proof/canonical-json.ts';

/** The project, whose policy and clients they are where no others are named. */
const project = join(import.meta.dirname, '../..');

/** The texts of all that decides who is told what, and of the keys that sign it. Secret. */
export interface Bundle {
  readonly supergraph: string;
  readonly policy: PolicyTexts;
  /** The file of `--policies`; left out where there is none. */
  readonly rules?: string;
  /** The file of `--issuers`: whom to believe who somebody is; left out where there is none. */
  readonly issuers?: string;
  readonly clients: ClientTexts;
  /** Files of the keys that sign contexts, log and events, by their paths. */
  readonly keys: Readonly<Record<string, string>>;
}

/** Digest by which two processes know that they serve the same. */
export function digestOfBundle(bundle: Bundle): string {
  return sha256(canonicalJson(bundle));
}

/**
 * Reads all of it.
 *
 * @throws Error for what is missing or unreadable
 */
export async function readBundle(options: GatewayOptions): Promise<Bundle> {
  const { policies, tokens } = options;
  const [supergraph, policy, rules, issuers, clients, keys] = await Promise.all([
    readNamedFile('supergraph', options.supergraph),
    readPolicyTexts(policyRoot(options)),
    policies === undefined ? undefined : readNamedFile('policies', policies),
    tokens.issuers === undefined ? undefined : readNamedFile('issuers', tokens.issuers),
    readClients(clientsFolder(options)),
    readKeys(options),
  ]);
  return {
    supergraph,
    policy,
    clients,
    keys,
    ...(rules !== undefined && { rules }),
    ...(issuers !== undefined && { issuers }),
  };
}

async function readKeys({ contextKey, hub }: GatewayOptions): Promise<Bundle['keys']> {
  const files = { 'context-key': contextKey, 'log-key': hub.log.keyFile, 'event-key': hub.events.keyFile };
  const texts = Object.entries(files).map(async ([option, path]) =>
    path === undefined ? [] : [[path, await readNamedFile(option, path)] as const],
  );
  return Object.fromEntries((await Promise.all(texts)).flat());
}

async function readClients(folder: string): Promise<ClientTexts> {
  try {
    return await readClientTexts(folder);
  } catch (error) {
    throw new UsageError(`--clients: ${error instanceof Error ? error.message : `${folder} cannot be read`}`);
  }
}

/** Folder with the `schema` in which the policy lies. */
export function policyRoot({ hub }: Pick<GatewayOptions, 'hub'>): string {
  return hub.policy ?? project;
}

/** Folder of the clients' files. */
export function clientsFolder({ hub }: Pick<GatewayOptions, 'hub'>): string {
  return hub.clients ?? join(project, 'gateway/clients');
}
