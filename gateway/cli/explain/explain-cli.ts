import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadPolicy } from '../../../schema/policy/load-policy.ts';
import type { Policy } from '../../../schema/policy/policy.ts';
import { PolicyError } from '../../../schema/policy/policy-error.ts';
import { loadSupergraph } from '../../federation/supergraph/load-supergraph.ts';
import { classificationOf } from '../../hub/classification.ts';
import type { ClientRegister } from '../../identity/clients/client.ts';
import { loadClients } from '../../identity/clients/load-clients.ts';
import { explain } from './explain.ts';
import { readExplainOptions } from './explain-options.ts';
import { UsageError } from '../usage-error.ts';

const clientsFolder = fileURLToPath(new URL('../../clients', import.meta.url));
const supergraphFile = new URL('../../../schema/supergraph.graphql', import.meta.url);

try {
  const today = Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').toString();
  const options = readExplainOptions(process.argv.slice(2), today);
  const policy = await loadPolicy();
  const classification = classificationOf(loadSupergraph(await readFile(supergraphFile, 'utf8')));
  const clients = options.client === undefined ? new Map() : await readClients(policy);
  console.log(explain(options, policy, classification, clients));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof PolicyError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

/** @throws UsageError when a file of a client is not good: what it allows is not known then */
async function readClients(vocabulary: Policy): Promise<ClientRegister> {
  const { clients, mistakes } = await loadClients({ folder: clientsFolder, vocabulary });
  if (mistakes.length > 0) throw new UsageError(`gateway/clients/${mistakes[0]}`);
  return clients;
}
