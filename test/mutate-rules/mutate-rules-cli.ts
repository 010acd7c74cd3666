import { glob, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readCommandLine, wholeNumber } from '../command-line.ts';
import { findMutants } from './find-mutants.ts';
import { isNoticed } from './notice-mutant.ts';
import { makeScratchCopy } from './scratch-copy.ts';

/**
 * `npm run mutate:rules -- [--every N] [--cases FILE] [--only TEXT]`: changes each constant and each comparison of the
 * benefit rules in turn, in a copy, and tells which changes no test notices. `--every 10` tries each tenth, `--cases` runs
 * worked cases before the tests, `--only` looks at files whose path holds the text. Exit code 1 when a mutant survives.
 */
const values = readCommandLine(
  'mutate:rules [-- --every N --cases FILE --only TEXT]',
  {
    every: { type: 'string', default: '1' },
    cases: { type: 'string' },
    only: { type: 'string', default: '' },
  },
  { every: wholeNumber },
);
await tryAll(
  Number(values.every),
  values.only,
  values.cases === undefined ? undefined : resolve(values.cases),
);

async function tryAll(step: number, only: string, cases: string | undefined): Promise<void> {
  const copy = await makeScratchCopy();
  const rules = Array.fromAsync(
    glob('{subgraphs/vss/benefits/{*,parameters/*},schema/calendar/*}.ts', { cwd: copy.folder }),
  );
  const survivors: string[] = [];
  let tried = 0;
  try {
    if (await isNoticed(copy.folder, cases))
      throw new Error('The rules fail their tests as they are: mend them first.');
    const files = (await rules).filter((file) => file.includes(only)).toSorted();
    for (const [file, mutant, original] of (await Promise.all(files.map(mutantsIn)))
      .flat()
      .filter((_, index) => index % step === 0)) {
      await writeFile(join(copy.folder, file), mutant.text);
      tried += 1;
      if (!(await isNoticed(copy.folder, cases))) {
        survivors.push(`${file}:${mutant.line}: ${mutant.from} → ${mutant.to}`);
        console.log(`survived  ${survivors.at(-1) ?? ''}`);
      }
      await writeFile(join(copy.folder, file), original);
    }
  } finally {
    await copy.remove();
  }
  console.log(`${tried} mutants, ${tried - survivors.length} noticed, ${survivors.length} survived.`);
  process.exitCode = survivors.length > 0 || tried === 0 ? 1 : 0;

  async function mutantsIn(file: string) {
    const original = await readFile(join(copy.folder, file), 'utf8');
    return findMutants(original).map((mutant) => [file, mutant, original] as const);
  }
}
