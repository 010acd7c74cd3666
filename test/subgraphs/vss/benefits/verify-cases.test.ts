import { describe, expect, test } from 'vitest';
import { readCases } from '../../../../subgraphs/vss/benefits/verify/read-cases.ts';
import { verifyCases } from '../../../../subgraphs/vss/benefits/verify/verify-cases.ts';
import type { Inputs } from './answer.ts';

const good = {
  id: 'A',
  scheme: 'SICKNESS',
  asOf: '2026-03-16',
  inputs: { siSalaryBase: 12_000_000, leaveWorkingDays: 2 },
  eligible: true,
  expectedAmountVnd: 750_000,
  expectedDays: 2,
};
const verify = (...cases: readonly Inputs[]): ReturnType<typeof verifyCases> =>
  verifyCases(readCases(JSON.stringify(cases)));

test('cases that the rules answer as expected pass', () => {
  expect(verify(good)).toEqual({ lines: ['1 passed, 0 failed'], exitCode: 0 });
});

test('what a case leaves out may as well be null, and what it says beside the format is passed over', () => {
  const nothing = { expectedMonths: null, expectedOddDays: null, expectedDate: null, reasonCode: null };
  const spelledOut = { ...nothing, breakdown: null, articles: null, notes: null, reviewer: 'somebody' };
  const inputs = { remark: 'a word', usedQuotaDays: null, ...good.inputs };
  expect(verify({ ...spelledOut, ...good, inputs })).toEqual({ lines: ['1 passed, 0 failed'], exitCode: 0 });
});

test('a difference names the case, the field, what was expected and what was got', () => {
  const wrong = {
    ...good,
    id: 'B',
    expectedAmountVnd: 1,
    reasonCode: 'OVERLAP_PARTIAL',
    breakdown: { quotaDays: 31 },
  };
  expect(verify(good, wrong)).toEqual({
    lines: [
      'B  expectedAmountVnd: expected 1, got 750,000',
      'B  reasonCode: expected "OVERLAP_PARTIAL", got nothing',
      'B  breakdown.quotaDays: expected 31, got 30',
      '1 passed, 1 failed',
    ],
    exitCode: 1,
  });
});

test('a difference names the inputs that no rule asks for, and an expectation that none answers', () => {
  const mistyped = { ...good, inputs: { ...good.inputs, usedQuotaDay: 29 }, expectedDays: 1, expectedFee: 5 };
  expect(verify(mistyped).lines).toEqual([
    'A  expectedDays: expected 1, got 2',
    'A  expectedFee: expected 5, got nothing',
    'A  no rule of its scheme asks for inputs.usedQuotaDay',
    '0 passed, 1 failed',
  ]);
});

test('a difference says which open question the result rests on', () => {
  const halfDay = { siSalaryBase: 12_000_000, leaveHours: 4 };
  expect(verify({ ...good, inputs: halfDay, expectedAmountVnd: 187_500 }).lines[0]).toBe(
    'A  expectedDays: expected 2, got 0.5 (relied on EXACT_HALF_DAY)',
  );
});

test('a case that cannot be read holds up no other, and no value of it is shown', () => {
  const odd = { ...good, id: 'B', inputs: { ...good.inputs, siSalaryBase: 'secret' } };
  expect(verify(odd, good)).toEqual({
    lines: [
      'B  cannot be read: inputs.siSalaryBase: expected whole đồng, not negative',
      '1 passed, 1 failed',
    ],
    exitCode: 2,
  });
});

describe('inputs that no rule can read are named', () => {
  test.each([
    [{ scheme: 'PENSION' }, 'scheme: expected one of SICKNESS'],
    [{ asOf: '2025-01-01' }, 'decide it by the law of its day'],
    [{ inputs: { leaveWorkingDays: 2 } }, 'inputs: give siSalaryBase or'],
    [{ inputs: { siSalaryBase: 1 } }, 'inputs: give leaveWorkingDays or'],
    [{ inputs: { ...good.inputs, siSalaryBase: -1 } }, 'inputs.siSalaryBase: expected whole đồng'],
    [
      { inputs: { ...good.inputs, leaveWorkingDays: 0.3 } },
      'inputs.leaveWorkingDays: expected days in halves',
    ],
    [
      { inputs: { ...good.inputs, insuredCategory: 'X' } },
      'inputs.insuredCategory: expected one of ORDINARY',
    ],
    [{ inputs: { ...good.inputs, leaveStart: '2026-02-30' } }, 'inputs.leaveStart: expected a day'],
    [{ inputs: { ...good.inputs, baseMonth: '2026-13' } }, 'inputs.baseMonth: expected a month'],
    [
      { inputs: { siSalaryBase: 1, leaveHours: 4, standardHoursPerDay: 0 } },
      'inputs.standardHoursPerDay: expected more than no hours',
    ],
    [{ inputs: { ...good.inputs, longTermDisease: 1 } }, 'inputs.longTermDisease: expected true or false'],
    [{ inputs: { ...good.inputs, periods: [['2026-03-02']] } }, 'inputs.periods[0]: give a last day'],
    [{ inputs: { ...good.inputs, periods: [['2026-03-02', '2026-03-01']] } }, 'within three years'],
  ])('%j', (change, message) => {
    const { lines, exitCode } = verify({ ...good, ...change });
    expect(lines[0]).toContain(message);
    expect(exitCode).toBe(2);
  });
});

describe('a file that holds no cases is refused', () => {
  test.each([
    ['{', 'expected JSON'],
    ['{}', 'expected a list of cases'],
    ['[1]', 'case 1: expected an object'],
    ['[]', 'expected one case at least'],
    ['[{}]', 'case 1: give an id'],
    ['[{"id":"A\\u001b[2J"}]', 'case 1: give an id'],
    ['[{"id":"A"}]', 'case 1 (A): give a scheme'],
    ['[{"id":"A","scheme":"SICKNESS"}]', 'case 1 (A): give inputs'],
    ['[{"id":"A","scheme":"SICKNESS","inputs":{}}]', 'case 1 (A): say whether it is eligible'],
    ['[{"id":"A","scheme":"SICKNESS","inputs":{},"eligible":true}]', 'case 1 (A): asOf is a day'],
    [JSON.stringify([good, good]), 'two cases have the id A'],
  ])('%s', (json, message) => {
    expect(() => readCases(json)).toThrow(message);
  });
});
