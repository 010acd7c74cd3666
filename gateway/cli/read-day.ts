import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';

/** The day that an option names, ISO 8601. @throws UsageError */
export function readDay(option: string, text: string): string {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Temporal.PlainDate.from(text).toString();
  } catch {
    // A day that no calendar has: the same advice as for no day at all.
  }
  throw new UsageError(`--${option} ${text} is no day; write one like 2026-07-01.`);
}

/** The word that an option names. @throws UsageError that lists the words */
export function oneOf<Word extends string>(option: string, word: string, words: readonly Word[]): Word {
  const found = words.find((each) => each === word);
  if (found !== undefined) return found;
  throw new UsageError(`--${option} must be ${words.join(' or ')}.`);
}
