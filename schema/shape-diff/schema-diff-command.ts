import { BadInput } from '../policy-diff/bad-input.ts';
import { firstOf, readSide } from '../policy-diff/read-side.ts';
import { PolicyError } from '../policy/policy-error.ts';
import { breakingChangesFile } from './agreed-break.ts';
import { diffShapes, isAgreed, type ShapeDiff } from './diff-shapes.ts';

/** What the command prints, and the exit code: 0 nothing to object to, 1 a break nobody agreed to, 2 bad input. */
export interface SchemaDiffResult {
  readonly exitCode: 0 | 1 | 2;
  readonly output: string;
}

const usage = 'Usage: npm run schema:diff -- OLD NEW, where OLD and NEW are folders or Git revisions.';

/** Runs the command in a folder: revisions are those of its repository, and folders are relative to it. */
export async function runSchemaDiff(args: readonly string[], cwd: string): Promise<SchemaDiffResult> {
  try {
    const [old = '', now = ''] = args;
    if (args.length !== 2 || [old, now].some((word) => word === '' || word.startsWith('-'))) {
      throw new BadInput(usage);
    }
    const [before, after] = await Promise.all([readSide(old, cwd), readSide(now, cwd)]);
    const diff = diffShapes(before, after);
    return { exitCode: isAgreed(diff) ? 0 : 1, output: print(diff) };
  } catch (error) {
    if (error instanceof PolicyError) return { exitCode: 2, output: firstOf(error.problems) };
    if (error instanceof BadInput) return { exitCode: 2, output: error.message };
    throw error;
  }
}

function print({ breaking, dangerous, problems }: ShapeDiff): string {
  return [
    `BREAKING ${breaking.length}`,
    ...breaking.map(({ change, agreed }) =>
      agreed === undefined
        ? `  ${change}\n    NOT AGREED TO: keep it, deprecate it first, or enter it in ${breakingChangesFile}`
        : `  ${change}\n    agreed: ${agreed}`,
    ),
    ...(problems.length === 0 ? [] : [`AGREED BREAKING CHANGES THAT DO NOT HOLD ${problems.length}`]),
    ...problems.map((problem) => `  ${problem}`),
    `DANGEROUS ${dangerous.length}`,
    ...dangerous.map((change) => `  ${change}`),
  ].join('\n');
}
