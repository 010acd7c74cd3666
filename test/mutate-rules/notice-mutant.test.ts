import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isNoticed } from './notice-mutant.ts';
import { makeScratchCopy, type ScratchCopy } from './scratch-copy.ts';

const tests = ['test/subgraphs/vss/claims/clocks.test.ts'];

let copy: ScratchCopy;
beforeAll(async () => {
  copy = await makeScratchCopy();
});
afterAll(() => copy.remove());

test('the rules as they are pass their tests in a copy, and changed ones do not', async () => {
  expect(await isNoticed(copy.folder, undefined, tests)).toBe(false);
  const rules = join(copy.folder, 'subgraphs/vss/benefits/parameters/deadlines.ts');
  await writeFile(rules, (await readFile(rules, 'utf8')).replaceAll(/\b\d+\b/g, '99'));
  expect(await isNoticed(copy.folder, undefined, tests)).toBe(true);
});
