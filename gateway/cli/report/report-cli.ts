import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadPolicy } from '../../../schema/policy/load-policy.ts';
import { PolicyError } from '../../../schema/policy/policy-error.ts';
import { StoreError } from '../../../subgraphs/kit/store/store-errors.ts';
import { loadSupergraph } from '../../federation/supergraph/load-supergraph.ts';
import { loadClients } from '../../identity/clients/load-clients.ts';
import { signReport } from '../../report/sign-report.ts';
import { readLogKeys } from '../../start/files/log-key-file.ts';
import { printReport } from './report-command.ts';
import {
  readReportOptions,
  readReportToVerify,
  type ReportOptions,
  type ReportToVerify,
} from './report-options.ts';
import { verifyReportFile } from './report-verify.ts';
import { UsageError } from '../usage-error.ts';

const clientsFolder = fileURLToPath(new URL('../../clients', import.meta.url));
const supergraphFile = new URL('../../../schema/supergraph.graphql', import.meta.url);

try {
  const today = Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').toString();
  const args = process.argv.slice(2);
  const given = readReportToVerify(args, process.env);
  await (given ? verify(given) : print(readReportOptions(args, process.env, today)));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof PolicyError || error instanceof StoreError))
    throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function verify(options: ReportToVerify): Promise<void> {
  const { isGenuine, text } = await verifyReportFile(options);
  if (isGenuine) console.log(text);
  else console.error(text);
  process.exitCode = isGenuine ? 0 : 1;
}

async function print(options: ReportOptions): Promise<void> {
  const key = options.logKey === undefined ? undefined : (await readLogKeys(options.logKey)).key;
  const policy = await loadPolicy();
  const { clients, mistakes } = await loadClients({ folder: clientsFolder, vocabulary: policy });
  if (mistakes.length > 0) throw new UsageError(`gateway/clients/${mistakes[0]}`);
  const graph = loadSupergraph(await readFile(supergraphFile, 'utf8'));
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
