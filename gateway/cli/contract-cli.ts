import { fileURLToPath } from 'node:url';
import { readFile } from 'node:fs/promises';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { PolicyError } from '../../schema/policy/policy-error.ts';
import { loadSupergraph } from '../federation/supergraph/load-supergraph.ts';
import { loadClients } from '../identity/clients/load-clients.ts';
import { printContract } from './contract-command.ts';
import { UsageError } from './usage-error.ts';

const clientsFolder = fileURLToPath(new URL('../clients', import.meta.url));
const supergraphFile = new URL('../../schema/supergraph.graphql', import.meta.url);

try {
  const policy = await loadPolicy();
  const { clients, mistakes } = await loadClients({ folder: clientsFolder, vocabulary: policy });
  if (mistakes.length > 0) throw new UsageError(`gateway/clients/${mistakes[0]}`);
  const graph = loadSupergraph(await readFile(supergraphFile, 'utf8'));
  const today = Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').toString();
  console.log(printContract(process.argv.slice(2), { policy, clients, graph, today }));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof PolicyError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
