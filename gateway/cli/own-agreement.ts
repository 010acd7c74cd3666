import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Policy } from '../../schema/policy/policy.ts';
import { loadSupergraph, type LoadedSupergraph } from '../federation/supergraph/load-supergraph.ts';
import type { ClientRegister } from '../identity/clients/client.ts';
import { loadClients } from '../identity/clients/load-clients.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';

/** Folder of the clients' files that lie beside this code. */
export const ownClientsFolder = fileURLToPath(new URL('../clients', import.meta.url));

/** The supergraph that lies beside this code. */
export const ownSupergraphFile = fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url));

/** Loads the supergraph that lies beside this code. */
export async function loadOwnGraph(): Promise<LoadedSupergraph> {
  return loadSupergraph(await readFile(ownSupergraphFile, 'utf8'));
}

/** Loads the clients' files. @throws UsageError where one is not good: what it allows is not known then */
export async function loadOwnClients(vocabulary: Policy): Promise<ClientRegister> {
  const { clients, mistakes } = await loadClients({ folder: ownClientsFolder, vocabulary });
  if (mistakes.length > 0) throw new UsageError(`gateway/clients/${mistakes[0]}`);
  return clients;
}
