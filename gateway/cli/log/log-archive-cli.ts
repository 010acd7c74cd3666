import { todayInVietnam } from '../../../schema/calendar/day-in-vietnam.ts';
import { loadPolicy } from '../../../schema/policy/load-policy.ts';
import { loadRetention } from '../../log/archive/retention.ts';
import { BrokenLogError } from '../../log/verify/broken-log-error.ts';
import { runCommand } from '../../../subgraphs/kit/command/run-command.ts';
import { archiveLog } from './log-archive.ts';

await runCommand(async () => {
  const { register } = await loadPolicy();
  const today = todayInVietnam().toString();
  console.log(await archiveLog(process.argv.slice(2), process.env, await loadRetention(register), today));
}, [BrokenLogError]);
