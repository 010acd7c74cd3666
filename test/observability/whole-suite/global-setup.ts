import { globSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { judgeTold } from './judge-told.ts';
import { toldFolder, type ToldLine } from './told.ts';

const root = join(import.meta.dirname, '../../..');

/** Before the suite: nothing was told. After it: nothing that was told is personal, or the run has failed. */
export function setup(): () => Promise<void> {
  rmSync(toldFolder, { recursive: true, force: true });
  return async () => {
    const told = readTold();
    const ran = new Set(told.filter(([kind]) => kind === 'tests').map(([, file]) => file));
    const isWholeSuite = globSync('test/**/*.test.ts', { cwd: root }).every((file) =>
      ran.has(join(root, file)),
    );
    const { summary, findings } = judgeTold(told, isWholeSuite);
    process.stdout.write(`${isWholeSuite ? 'Whole suite' : 'Part of the suite'}. ${summary}\n`);
    if (findings.length === 0) return;
    process.stderr.write(`${findings.join('\n')}\n`);
    // What a teardown throws is written, and the run counts as good all the same.
    process.exitCode = 1;
  };
}

function readTold(): readonly ToldLine[] {
  mkdirSync(toldFolder, { recursive: true });
  const files = readdirSync(toldFolder, { withFileTypes: true }).map(({ name }) => join(toldFolder, name));
  return files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as ToldLine),
  );
}
