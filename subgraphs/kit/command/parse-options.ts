import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './usage-error.ts';

/**
 * Reads a command line as `parseArgs` of Node does.
 *
 * @param usage how the command is called: told behind what is wrong
 * @throws UsageError
 */
export function parseOptions<const Config extends ParseArgsConfig>(
  usage: string,
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    // What follows the first sentence is advice on how to write a value that looks like an option.
    const [reason] = error instanceof Error ? error.message.split('. ') : ['The options cannot be read'];
    throw new UsageError(`${reason}. ${usage}`);
  }
}
