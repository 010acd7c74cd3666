import { lateFacilityOf, type LateFacility } from '../../report/late-facility.ts';
import { readNamedFile } from '../read-file.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';

/**
 * How promptly facilities sent their papers, out of a file with answers of `facilityDelays` or `facilityPromptness`, one or a
 * list of them, or with a report as JSON that tells of it: Health counts it, and only whoever may ask is told.
 *
 * @returns by facility, in order
 * @throws UsageError
 */
export async function readPromptness(path: string): Promise<readonly LateFacility[]> {
  const counts = countsIn(parse(await readNamedFile('promptness', path), path));
  if (counts.length === 0) {
    throw new UsageError(
      `--promptness ${path} holds no answer: save those of facilityDelays { facility papers latePapers }, or a report as JSON.`,
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
  const count = lateFacilityOf(value);
  if (count) return [count];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(countsIn) : [];
}
