/** One change of a rule that some test must notice. */
export interface Mutant {
  /** From 1. */
  readonly line: number;
  readonly from: string;
  readonly to: string;
  /** The whole file, changed. */
  readonly text: string;
}

/** What is changed into what; operators have spaces around them in formatted code, type parameters have none. */
const swaps: readonly (readonly [pattern: RegExp, to: (found: string) => string])[] = [
  [/(?<= )<(?= )/g, () => '<='],
  [/(?<= )<=(?= )/g, () => '<'],
  [/(?<= )>(?= )/g, () => '>='],
  [/(?<= )>=(?= )/g, () => '>'],
  [/(?<= )===(?= )/g, () => '!=='],
  [/(?<= )!==(?= )/g, () => '==='],
  [/(?<= )&&(?= )/g, () => '||'],
  [/(?<= )\|\|(?= )/g, () => '&&'],
  [/(?<= )\+(?= )/g, () => '-'],
  [/(?<= )-(?= )/g, () => '+'],
  [/(?<=Math\.)min\b/g, () => 'max'],
  [/(?<=Math\.)max\b/g, () => 'min'],
  [/(?<![\w.$])\d[\d_]*(?![\w.])/g, (found) => String(Number(found.replaceAll('_', '')) + 1)],
];

/** Lines that hold no rule: what is imported, what is said in a comment, what only TypeScript reads. */
const withoutRule =
  /^\s*(import |} from |\/\/|\/\*|\*|type |export type |export interface |interface |readonly )/;

/** Every constant and every comparison of a file of rules, each changed once. */
export function findMutants(source: string): readonly Mutant[] {
  const lines = source.split('\n');
  return lines.flatMap((line, index) => {
    if (withoutRule.test(line)) return [];
    const code = blankTexts(line);
    return swaps.flatMap(([pattern, to]) =>
      Array.from(code.matchAll(pattern), ({ 0: found, index: at }): Mutant => {
        const changed = line.slice(0, at) + to(found) + line.slice(at + found.length);
        return { line: index + 1, from: found, to: to(found), text: lines.with(index, changed).join('\n') };
      }),
    );
  });
}

/** A line with its quoted texts and its comment blanked out, every character in its place. */
function blankTexts(line: string): string {
  return line.replaceAll(/"[^"]*"|'[^']*'|`[^`]*`|\/\/.*$/g, (text) => ' '.repeat(text.length));
}
