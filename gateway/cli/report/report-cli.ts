import { writeFile } from 'node:fs/promises';
import { todayInVietnam } from '../../../schema/calendar/day-in-vietnam.ts';
import { loadPolicy } from '../../../schema/policy/load-policy.ts';
import { signReport } from '../../report/sign-report.ts';
import { readLogKeys } from '../../start/files/log-key-file.ts';
import { loadOwnClients, loadOwnGraph } from '../own-agreement.ts';
import { runCommand } from '../../../subgraphs/kit/command/run-command.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';
import { printReport } from './report-command.ts';
import {
  readReportOptions,
  readReportToVerify,
  type ReportOptions,
  type ReportToVerify,
} from './report-options.ts';
import { verifyReportFile } from './report-verify.ts';

await runCommand(async () => {
  const args = process.argv.slice(2);
  const given = readReportToVerify(args, process.env);
  const today = todayInVietnam().toString();
  await (given ? verify(given) : print(readReportOptions(args, process.env, today)));
});

async function verify(options: ReportToVerify): Promise<void> {
  const { isGenuine, text } = await verifyReportFile(options);
  if (isGenuine) console.log(text);
  else console.error(text);
  process.exitCode = isGenuine ? 0 : 1;
}

async function print(options: ReportOptions): Promise<void> {
  const key = options.logKey === undefined ? undefined : (await readLogKeys(options.logKey)).key;
  const policy = await loadPolicy();
  const clients = await loadOwnClients(policy);
  const graph = await loadOwnGraph();
  const report = await printReport(options, { policy, clients, graph });
  if (options.out === undefined) process.stdout.write(report);
  else await write(options.out, report);
  if (options.out !== undefined && key)
    await write(`${options.out}.jws`, `${await signReport(report, key)}\n`);
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new UsageError(`--out ${path} cannot be written: ${code}.`);
  }
}
