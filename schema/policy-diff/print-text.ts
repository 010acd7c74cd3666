import type { AccessChange } from './access-change.ts';
import { agreementsFile } from './agreement.ts';
import type { JudgedChange } from './agreement.ts';
import {
  describeAskers,
  describeCondition,
  describeGround,
  describeKind,
  describeVerdicts,
} from './describe-change.ts';
import type { PolicyDiff } from './policy-diff.ts';

/** Prints a comparison for a terminal. */
export function printText(diff: PolicyDiff): string {
  const { wordChanges, loosened, tightened, rebased, problems, shape, words } = diff;
  const block = (change: AccessChange) => textOf(change, words);
  const { breaking, dangerous } = shape;
  return [
    ...(wordChanges.length === 0 ? [] : [`PURPOSES AND ROLES ${wordChanges.length}`]),
    ...wordChanges.flatMap(({ kind, change, code, vi, en, terms }) => [
      `  ${change} ${kind} ${code}: ${en} (${vi})`,
      ...terms.map((term) => `    ${term}`),
    ]),
    `LOOSENED ${loosened.length}`,
    ...loosened.flatMap((change) => [...block(change), ...carriers(change)]),
    `TIGHTENED ${tightened.length}`,
    ...tightened.flatMap(block),
    `RE-BASED ${rebased.length}`,
    ...rebased.flatMap(block),
    ...(problems.length === 0 ? [] : [`AGREED LOOSENINGS THAT DO NOT HOLD ${problems.length}`]),
    ...problems.map((problem) => `  ${problem}`),
    `SHAPE OF THE GRAPH ${breaking.length} breaking, ${dangerous.length} dangerous`,
    ...breaking.map(({ type, description }) => `  breaking ${type}: ${description}`),
    ...dangerous.map(({ type, description }) => `  dangerous ${type}: ${description}`),
  ].join('\n');
}

function textOf(change: AccessChange, words: PolicyDiff['words']): readonly string[] {
  const { elements, askers, conditions, from, to } = change;
  const grounds = [
    ['before', describeGround(from)],
    ['now', describeGround(to)],
  ] as const;
  const kind = describeKind(change);
  return [
    `  ${describeVerdicts(change)}${kind === '' ? '' : ` (${kind})`}`,
    ...wrap(elements).map((line) => `    ${line}`),
    ...describeAskers(askers, words).map((line) => `    ${line}`),
    ...conditions.map((condition) => `      ${describeCondition(condition)}`),
    ...grounds.filter(([, ground]) => ground !== '').map(([when, ground]) => `    ${when} ${ground}`),
  ];
}

function carriers({ agreements, newlyCited, uncovered, elements }: JudgedChange): readonly string[] {
  return [
    ...(newlyCited.length === 0 ? [] : [`    newly cited: ${newlyCited.join(', ')}`]),
    ...(agreements.length === 0 ? [] : [`    agreed: ${agreements.join(', ')}`]),
    ...(uncovered.length === 0
      ? []
      : [
          `    WITHOUT A DATED ARTICLE${uncovered.length === elements.length ? '' : ` (${uncovered.join(', ')})`}: cite one that no policy cited before, or enter it in ${agreementsFile}`,
        ]),
  ];
}

/** Lines of some names each, so that a long list is read down and not sideways. */
function wrap(names: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + name.length < 100) lines[lines.length - 1] = `${last}, ${name}`;
    else lines.push(name);
  }
  return lines;
}
