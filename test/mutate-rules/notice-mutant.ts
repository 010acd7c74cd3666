import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** The tests by which the rules are judged. */
const testsOfRules: readonly string[] = [
  'test/subgraphs/vss/benefits',
  'test/subgraphs/vss/claims/clocks.test.ts',
];

// The copy has none of the project's settings of Vitest: what listens to the whole suite is not of the rules.
const settings = ['--experimental.viteModuleRunner=false', '--no-isolate', '--bail', '1'];

/**
 * Whether worked cases or tests fail over a copy of the rules.
 *
 * @param cases file of worked cases, which are run first; none if left out
 */
export async function isNoticed(
  folder: string,
  cases: string | undefined,
  tests: readonly string[] = testsOfRules,
): Promise<boolean> {
  if (cases !== undefined && (await exitCode(folder, ['subgraphs/vss/benefits-cli.ts', cases])) !== 0)
    return true;
  return (await exitCode(folder, ['node_modules/vitest/vitest.mjs', 'run', ...tests, ...settings])) !== 0;
}

async function exitCode(folder: string, args: readonly string[]): Promise<unknown> {
  const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' });
  const [code] = await once(child, 'close');
  return code;
}
