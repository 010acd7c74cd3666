import type { Candidate, RoundFigures } from './measure-rounds.ts';
import { median } from './median.ts';

type Figure = keyof RoundFigures;

const columns = [
  '',
  'gateway CPU',
  'all CPU',
  'requests/s',
  'p50 ms',
  'p99 ms',
  'ms alone',
  'RSS MB',
] as const;

/**
 * A table over one question: each candidate against the first, as the median of the ratios of the rounds,
 * with the median figure beside it.
 */
export function writeTable(
  title: string,
  candidates: readonly Pick<Candidate, 'name'>[],
  figures: readonly (readonly RoundFigures[])[],
): string {
  const [reference = []] = figures;
  const rows = candidates.map(({ name }, index) => {
    const own = figures[index] ?? [];
    const middle = (figure: Figure) => median(own.map((round) => round[figure]));
    const ratio = (figure: Figure) =>
      median(own.map((round, at) => round[figure] / (reference[at]?.[figure] ?? Number.NaN)));
    const both = (figure: Figure, digits: number) =>
      `${ratio(figure).toFixed(2)}  (${middle(figure).toFixed(digits)})`;
    return [
      name,
      both('frontCpu', 3),
      both('allCpu', 3),
      both('rate', 0),
      both('p50', 1),
      both('p99', 1),
      both('alone', 1),
      (middle('memory') / 1e6).toFixed(0),
    ];
  });
  const table = [[...columns], ...rows];
  const widths = columns.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('   '),
  );
  return [title, ...lines.map((line) => `  ${line.trimEnd()}`), ''].join('\n');
}
