import { makeReport, type ReportInputs } from '../../report/make-report.ts';
import { readUsage, type ReadUsage } from '../../report/read-usage.ts';
import { reproducingCommand } from '../../report/reproducing-command.ts';
import { writeReport } from '../../report/render/write-report.ts';
import { knownWord } from '../known-word.ts';
import { openSegments } from '../log/open-segments.ts';
import { readPromptness } from './read-promptness.ts';
import type { ReportOptions } from './report-options.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';

/**
 * The text of the report.
 *
 * @throws UsageError for words that are not known and a log that cannot be read, StoreError
 */
export async function printReport(
  options: ReportOptions,
  sources: Omit<ReportInputs, 'usage'>,
): Promise<string> {
  const { asOf, from, client, purpose, format, lang, promptness } = options;
  if (client !== undefined) knownWord('client', client, sources.clients.keys());
  if (purpose !== undefined) knownWord('purpose', purpose, sources.policy.purposes.keys());
  const usage = await readLog(options);
  const command = reproducingCommand(options, usage.heads);
  const facilities = promptness === undefined ? undefined : await readPromptness(promptness);
  const inputs = { ...sources, usage, ...(facilities && { facilities }) };
  const report = makeReport(inputs, { asOf, from, client, purpose, command });
  return writeReport(report, format, lang);
}

async function readLog({ log, from, asOf, upTo }: ReportOptions): Promise<ReadUsage> {
  if (log === undefined) return { usage: [], emergencies: [], heads: [] };
  const { segments, close } = await openSegments(log);
  try {
    const unknown = [...upTo.keys()].find((name) => segments.every(({ gateway }) => gateway !== name));
    if (unknown !== undefined) throw new UsageError(`--up-to ${unknown}: the log has no such gateway.`);
    const usage = await readUsage(segments, { from, to: asOf }, upTo);
    const short = usage.heads.find(({ gateway, upTo: end }) => end < (upTo.get(gateway) ?? 0));
    if (short) throw new UsageError(`--up-to ${short.gateway}: the log ends at ${short.upTo}.`);
    return usage;
  } finally {
    await close();
  }
}
