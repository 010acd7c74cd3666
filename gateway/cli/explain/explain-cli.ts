import { todayInVietnam } from '../../../schema/calendar/day-in-vietnam.ts';
import { loadPolicy } from '../../../schema/policy/load-policy.ts';
import { classificationOf } from '../../hub/classification.ts';
import { loadOwnClients, loadOwnGraph } from '../own-agreement.ts';
import { runCommand } from '../../../subgraphs/kit/command/run-command.ts';
import { explain } from './explain.ts';
import { readExplainOptions } from './explain-options.ts';

await runCommand(async () => {
  const options = readExplainOptions(process.argv.slice(2), todayInVietnam().toString());
  const policy = await loadPolicy();
  const classification = classificationOf(await loadOwnGraph());
  const clients = options.client === undefined ? new Map() : await loadOwnClients(policy);
  console.log(explain(options, policy, classification, clients));
});
