import type { AccessChange } from './access-change.ts';
import type { JudgedChange } from './agreement.ts';
import {
  describeAskers,
  describeCondition,
  describeGround,
  describeKind,
  describeVerdicts,
} from './describe-change.ts';
import type { WordChange } from './compare-words.ts';
import type { PolicyDiff } from './policy-diff.ts';

/** Prints a comparison for the page of a review. */
export function printMarkdown(diff: PolicyDiff): string {
  const { wordChanges, loosened, tightened, rebased, problems, shape, words } = diff;
  const row = (change: AccessChange) => cellsOf(change, words);
  const shapes = [
    ...shape.breaking.map((change) => ['breaking', change] as const),
    ...shape.dangerous.map((change) => ['dangerous', change] as const),
  ];
  return [
    ...(wordChanges.length === 0 ? [] : section(wordsTitle, wordHeadings, wordChanges.map(wordCells))),
    ...section(
      `Loosened (${loosened.length})`,
      [...headings, 'carried by'],
      loosened.map((change) => [...row(change), carrierOf(change)]),
    ),
    ...section(`Tightened (${tightened.length})`, headings, tightened.map(row)),
    ...section(`Re-based (${rebased.length})`, headings, rebased.map(row)),
    ...(problems.length === 0 ? [] : ['## Agreed loosenings that do not hold', '']),
    ...problems.map((problem) => `- ${problem}`),
    ...section(
      `Shape of the graph (${shape.breaking.length} breaking, ${shape.dangerous.length} dangerous)`,
      ['', 'change', 'what'],
      shapes.map(([weight, { type, description }]) => [weight, type, description]),
    ),
  ].join('\n');
}

const wordsTitle = 'Purposes and roles';
const wordHeadings = ['', 'code', 'what it is', 'what it asks'];

function wordCells({ kind, change, code, vi, en, terms }: WordChange): readonly string[] {
  return [`${change} ${kind}`, `\`${code}\``, `${en}<br>${vi}`, terms.join('<br>')];
}

const headings = ['elements', 'verdict', 'who', 'when', 'before', 'now'];

function section(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (rows.length === 0) return [`## ${title}`, ''];
  return [`## ${title}`, '', line(columns), line(columns.map(() => '---')), ...rows.map(line), ''];
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function cellsOf(change: AccessChange, words: PolicyDiff['words']): readonly string[] {
  const { elements, askers, conditions, from, to } = change;
  const kind = describeKind(change);
  return [
    elements.map((element) => `\`${element}\``).join('<br>'),
    `${describeVerdicts(change)}${kind === '' ? '' : `<br>${kind}`}`,
    describeAskers(askers, words).join('<br>'),
    conditions.map(describeCondition).join('<br>'),
    describeGround(from),
    describeGround(to),
  ];
}

function carrierOf({ agreements, newlyCited, uncovered }: JudgedChange): string {
  const carriers = [
    ...newlyCited.map((article) => `newly cited ${article}`),
    ...agreements.map((id) => `agreed ${id}`),
  ];
  return [...carriers, ...(uncovered.length === 0 ? [] : ['**no dated article**'])].join('<br>');
}
