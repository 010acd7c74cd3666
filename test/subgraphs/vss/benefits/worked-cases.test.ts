import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCases } from '../../../../subgraphs/vss/benefits/verify/read-cases.ts';
import { verifyCases } from '../../../../subgraphs/vss/benefits/verify/verify-cases.ts';

/** One case a line, in the format of `npm run benefits:verify`; worked out by hand from the law's text. */
const lines = readFileSync(new URL('worked-cases.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n');

test('both sides of every day, age, week and ceiling of the law come to what was worked out by hand', () => {
  const cases = readCases(`[${lines.join(',')}]`);
  expect(new Set(cases.map(({ scheme }) => scheme)).size).toBe(17);
  expect(verifyCases(cases).lines).toEqual([`${lines.length} passed, 0 failed`]);
});
