import { parseArgs } from 'node:util';
import { PolicyError } from '../policy/policy-error.ts';
import { BadInput } from './bad-input.ts';
import { diffPolicies, isCarried } from './policy-diff.ts';
import type { PolicyDiff } from './policy-diff.ts';
import { printMarkdown } from './print-markdown.ts';
import { printText } from './print-text.ts';
import { firstOf, readSide } from './read-side.ts';
import { requireComposed } from './require-composed.ts';

/** What the command prints, and the exit code: 0 nothing to object to, 1 a loosening without a dated article, 2 bad input. */
export interface PolicyDiffResult {
  readonly exitCode: 0 | 1 | 2;
  readonly output: string;
}

const usage =
  'Usage: npm run policy:diff -- OLD NEW [--format text|md|json] [--breaking-fails], where OLD and NEW are folders or Git revisions.';

const printers: Readonly<Record<string, (diff: PolicyDiff) => string>> = {
  text: printText,
  md: printMarkdown,
  json: (diff) => JSON.stringify(diff, null, 2),
};

/** Runs the command in a folder: revisions are those of its repository, and folders are relative to it. */
export async function runPolicyDiff(args: readonly string[], cwd: string): Promise<PolicyDiffResult> {
  try {
    const { old, now, print, breakingFails } = readArguments(args);
    requireComposed(now, cwd);
    const [before, after] = await Promise.all([readSide(old, cwd), readSide(now, cwd)]);
    const diff = diffPolicies(before, after);
    const refused = !isCarried(diff) || (breakingFails && diff.shape.breaking.length > 0);
    return { exitCode: refused ? 1 : 0, output: print(diff) };
  } catch (error) {
    if (error instanceof PolicyError) return { exitCode: 2, output: firstOf(error.problems) };
    if (error instanceof BadInput) return { exitCode: 2, output: error.message };
    throw error;
  }
}

function readArguments(args: readonly string[]) {
  const { values, positionals } = parse(args);
  const [old = '', now = ''] = positionals;
  if (positionals.length !== 2 || old === '' || now === '') throw new BadInput(usage);
  const print = Object.hasOwn(printers, values.format) ? printers[values.format] : undefined;
  if (!print) throw new BadInput(`--format must be ${Object.keys(printers).join(' or ')}.`);
  return { old, now, print, breakingFails: values['breaking-fails'] };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'text' },
        'breaking-fails': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    const [reason] = error instanceof Error ? error.message.split('. ') : ['The options cannot be read'];
    throw new BadInput(`${reason}. ${usage}`);
  }
}
