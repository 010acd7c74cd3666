import type { LateFacility } from '../report/report.ts';
import { readNamedFile } from './read-file.ts';
import { UsageError } from './usage-error.ts';

/**
 * How promptly facilities sent their papers, out of a file with answers of `facilityPromptness`, one or a list of them: Health
 * counts it, and only the hub's officers and the facility itself may ask.
 *
 * @returns by facility, in order
 * @throws UsageError
 */
export async function readPromptness(path: string): Promise<readonly LateFacility[]> {
  const counts = countsIn(parse(await readNamedFile('promptness', path), path));
  if (counts.length === 0) {
    throw new UsageError(
      `--promptness ${path} holds no answer: save those of facilityPromptness { facility papers latePapers }.`,
    );
  }
  const names = counts.map(({ facility }) => facility);
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) throw new UsageError(`--promptness ${path}: ${twice} is there twice.`);
  return counts.toSorted((a, b) => (a.facility < b.facility ? -1 : 1));
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`--promptness ${path} must be JSON.`);
  }
}

/** Every count in a value, however deep. */
function countsIn(value: unknown): readonly LateFacility[] {
  if (typeof value !== 'object' || value === null) return [];
  const { facility, papers, latePapers } = value as Readonly<Record<string, unknown>>;
  if (typeof facility === 'string' && isCount(papers) && isCount(latePapers)) {
    return [{ facility, papers, late: latePapers }];
  }
  return Object.values(value).flatMap(countsIn);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
