import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conditionsOf } from '../../schema/policy-diff/conditions.ts';
import type { Asked, Circumstance, Condition } from '../../schema/policy-diff/conditions.ts';
import { relations } from '../../schema/policy/relation.ts';

const starts = ['', '2025-01-10', '2025-07-01', '2026-01-01'];
const all = relations.flatMap((relation) =>
  [false, true].flatMap((reasonRecorded) =>
    [false, true].flatMap((breakGlass) =>
      starts.map((_, band): Circumstance => ({ relation, reasonRecorded, breakGlass, band })),
    ),
  ),
);

test('conditions say just the circumstances that they are made of, each once', () => {
  fc.assert(
    fc.property(fc.subarray(all), (some) => {
      const said = conditionsOf(some, starts).flatMap((condition) =>
        all.filter((each) => holds(condition, each)),
      );
      expect(said.map(textOf).toSorted()).toEqual(some.map(textOf).toSorted());
    }),
  );
});

test('what always holds is one condition without a word of flags and days', () => {
  expect(conditionsOf(all, starts)).toEqual([
    { relations, reasonRecorded: 'any', breakGlass: 'any', days: [{}] },
  ]);
});

function holds({ relations, reasonRecorded, breakGlass, days }: Condition, each: Circumstance): boolean {
  const day = starts[each.band] || '2000-01-01';
  const fits = (asked: Asked, flag: boolean) => asked === 'any' || (asked === 'yes') === flag;
  return (
    relations.includes(each.relation) &&
    fits(reasonRecorded, each.reasonRecorded) &&
    fits(breakGlass, each.breakGlass) &&
    days.some(({ from = '', to = '9999' }) => from <= day && day <= to)
  );
}

function textOf(circumstance: Circumstance): string {
  return JSON.stringify(circumstance);
}
