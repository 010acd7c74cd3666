import { makeReport, type ReportInputs } from '../report/make-report.ts';
import { readUsage, type ReadHead, type ReadUsage } from '../report/read-usage.ts';
import { writeReport } from '../report/render/write-report.ts';
import { knownWord } from './known-word.ts';
import { openSegments } from './open-segments.ts';
import type { ReportOptions } from './report-options.ts';
import { UsageError } from './usage-error.ts';

/**
 * The text of the report.
 *
 * @throws UsageError for words that are not known and a log that cannot be read, StoreError
 */
export async function printReport(
  options: ReportOptions,
  sources: Omit<ReportInputs, 'usage'>,
): Promise<string> {
  const { asOf, from, client, purpose, format, lang } = options;
  if (client !== undefined) knownWord('client', client, sources.clients.keys());
  if (purpose !== undefined) knownWord('purpose', purpose, sources.policy.purposes.keys());
  const usage = await readLog(options);
  const command = commandOf(options, usage.heads);
  const report = makeReport({ ...sources, usage }, { asOf, from, client, purpose, command });
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

/** Whoever runs it over the same files and the same log gets the same bytes; where the log lies is another matter. */
function commandOf(options: ReportOptions, heads: readonly ReadHead[]): string {
  const { asOf, from, client, purpose, format, lang } = options;
  const given: readonly (readonly [string, string | undefined])[] = [
    ['as-of', asOf],
    ['from', from],
    ['client', client],
    ['purpose', purpose],
    ['format', format],
    ['lang', lang],
    ['log', heads.length > 0 ? 'LOG' : undefined],
    ...heads.map(({ gateway, upTo }) => ['up-to', `${gateway}=${upTo}`] as const),
  ];
  const words = given.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
  return ['npm run report --', ...words].join(' ');
}
