import { SettingsError } from './settings-error.ts';

/** Goes on after a mistake, so that whoever starts a process hears of all of them at once. */
export interface MistakeCollector {
  /** What a step gives; undefined where it failed by a mistake of whoever gave the settings. */
  attempt<Result>(step: () => Result | Promise<Result>): Promise<Result | undefined>;
  add(...mistakes: readonly string[]): void;
  /** All of them, each once. */
  found(): readonly string[];
}

/** @param isMistake whether an error is written for whoever gave the settings; others are thrown on */
export function collectMistakes(isMistake: (error: unknown) => error is Error): MistakeCollector {
  const mistakes: string[] = [];
  return {
    async attempt(step) {
      try {
        return await step();
      } catch (error) {
        if (!isMistake(error)) throw error;
        mistakes.push(...(error instanceof SettingsError ? error.mistakes : [error.message]));
        return undefined;
      }
    },
    add: (...more) => void mistakes.push(...more),
    found: () => [...new Set(mistakes)],
  };
}
