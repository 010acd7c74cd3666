import type { parseArgs, ParseArgsConfig } from 'node:util';
import { parseOptions } from '../subgraphs/kit/command/parse-options.ts';
import { UsageError } from '../subgraphs/kit/command/usage-error.ts';

type CommandOptions = NonNullable<ParseArgsConfig['options']>;

export const wholeNumber = /^[1-9]\d*$/;
export const numberFromZero = /^\d+$/;
export const wholeNumbers = /^[1-9]\d*(,[1-9]\d*)*$/;

/**
 * The options of a command that tries the hub. What is wrong with them is told in one line, with exit code 2, before anything
 * is started.
 *
 * @param usage how the command is called, behind `npm run`
 * @param forms how a value must look
 */
export function readCommandLine<const Options extends CommandOptions>(
  usage: string,
  options: Options,
  forms: Partial<Readonly<Record<keyof Options & string, RegExp>>> = {},
): ReturnType<typeof parseArgs<{ options: Options }>>['values'] {
  const told = `Usage: npm run ${usage}`;
  try {
    const { values } = parseOptions(told, { options });
    for (const [name, form] of Object.entries<RegExp | undefined>(forms)) {
      const value: unknown = Reflect.get(values, name);
      if (typeof value === 'string' && form?.test(value) === false)
        throw new UsageError(`--${name} ${value} is not understood. ${told}`);
    }
    return values;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return endMisused(error.message);
  }
}

/** Ends a command that was called wrongly. @param line what is wrong, and what to do */
export function endMisused(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(2);
}
