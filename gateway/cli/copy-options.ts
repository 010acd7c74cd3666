import type { CopyOptions } from '../backup/copy-data.ts';
import { parseOptions } from '../../subgraphs/kit/command/parse-options.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';

/**
 * The options of `npm run backup` and `npm run restore`.
 *
 * @param command its name
 * @throws UsageError
 */
export function readCopyOptions(command: string, args: readonly string[]): CopyOptions {
  const usage = `Usage: npm run ${command} -- --from DIR --to DIR.`;
  const { from, to } = parse(args, usage);
  if (!from) throw new UsageError(`--from is missing. ${usage}`);
  if (!to) throw new UsageError(`--to is missing. ${usage}`);
  return { from, to };
}

function parse(args: readonly string[], usage: string) {
  const text = { type: 'string' } as const;
  return parseOptions(usage, { args: [...args], options: { from: text, to: text } }).values;
}
