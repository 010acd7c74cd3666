import { todayInVietnam } from '../../schema/calendar/day-in-vietnam.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { printContract } from './contract-command.ts';
import { loadOwnClients, loadOwnGraph } from './own-agreement.ts';
import { runCommand } from '../../subgraphs/kit/command/run-command.ts';

await runCommand(async () => {
  const policy = await loadPolicy();
  const clients = await loadOwnClients(policy);
  const graph = await loadOwnGraph();
  const today = todayInVietnam().toString();
  console.log(printContract(process.argv.slice(2), { policy, clients, graph, today }));
});
