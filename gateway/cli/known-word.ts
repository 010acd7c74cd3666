import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';

/** How many near choices are listed. */
const mostChoices = 5;

/**
 * The word, when it is one of the choices.
 *
 * @throws UsageError that lists the choices that come nearest
 */
export function knownWord(option: string, word: string, choices: Iterable<string>): string {
  const all = [...choices];
  if (all.includes(word)) return word;
  const near = nearest(word, all).slice(0, mostChoices);
  throw new UsageError(`--${option} ${word} is not known. Near: ${near.join(', ')}.`);
}

/** The choices, nearest first: those that share the most pairs of letters with the word (Dice's coefficient). */
function nearest(word: string, choices: readonly string[]): readonly string[] {
  const wanted = pairsOf(word);
  const likeness = new Map(
    choices.map((choice) => {
      const given = pairsOf(choice);
      return [choice, (2 * wanted.intersection(given).size) / (wanted.size + given.size || 1)];
    }),
  );
  const likenessOf = (choice: string) => likeness.get(choice) ?? 0;
  return choices.toSorted((a, b) => likenessOf(b) - likenessOf(a) || (a < b ? -1 : 1));
}

function pairsOf(word: string): ReadonlySet<string> {
  const letters = word.toLowerCase();
  return new Set(Array.from({ length: letters.length }, (_, at) => letters.slice(at, at + 2)));
}
