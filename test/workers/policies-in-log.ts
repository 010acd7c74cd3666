import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readChainedLine } from '../../gateway/log/chained-entry.ts';

/** Entries of one part of a log that follow each other and were decided by one policy. */
export interface PolicyRun {
  readonly part: string;
  readonly policy: string;
  /** First and last entry, in milliseconds since 1970. */
  readonly from: number;
  to: number;
}

/**
 * Reads which policy decided when, as an auditor can.
 *
 * @param log folder of a log
 * @throws Error where there is no entry
 */
export async function readRuns(log: string): Promise<readonly PolicyRun[]> {
  const runs = (await Promise.all((await readdir(log)).map((part) => runsOf(log, part)))).flat();
  if (runs.length === 0) throw new Error('The log has no entry of any answer.');
  return runs;
}

async function runsOf(log: string, part: string): Promise<readonly PolicyRun[]> {
  const months = (await readdir(join(log, part))).filter((file) => file.endsWith('.jsonl')).toSorted();
  const texts = await Promise.all(months.map((month) => readFile(join(log, part, month), 'utf8')));
  const runs: PolicyRun[] = [];
  for (const line of texts.join('').split('\n').filter(Boolean)) {
    const { at, decided } = readChainedLine(Buffer.from(line)).entry;
    if (decided === undefined) continue;
    const moment = Date.parse(at);
    const current = runs.at(-1);
    if (current?.policy === decided.policyVersion) current.to = moment;
    else runs.push({ part, policy: decided.policyVersion, from: moment, to: moment });
  }
  return runs;
}

/** For how many milliseconds an earlier policy still decided beside the one after it; the longest such time. */
export function overlapOf(runs: readonly PolicyRun[]): number {
  const policies = Map.groupBy(runs, ({ policy }) => policy);
  const spans = Array.from(policies.values(), (own) => ({
    from: Math.min(...own.map(({ from }) => from)),
    to: Math.max(...own.map(({ to }) => to)),
  })).toSorted((a, b) => a.from - b.from);
  const overlaps = spans.slice(1).map(({ from }, index) => (spans[index]?.to ?? from) - from);
  return Math.max(0, ...overlaps);
}
