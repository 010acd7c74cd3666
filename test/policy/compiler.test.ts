import { readFileSync } from 'node:fs';
import { preparsePolicySet } from '@cedar-policy/cedar-wasm/nodejs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CedarPolicy } from '../../schema/policy/cedar/cedar-policy.ts';
import { readPolicies } from '../../schema/policy/cedar/read-policies.ts';
import { checkOrder } from '../../schema/policy/check-order.ts';
import { PolicyError } from '../../schema/policy/policy-error.ts';
import { compileRules } from '../../schema/policy/policy-rule.ts';
import { createPolicyTable } from '../../schema/policy/policy-table.ts';
import { words } from './cedar-oracle.ts';
import type { Combination } from './cedar-oracle.ts';
import { differenceFromCedar } from './compare-with-cedar.ts';
import { randomPolicies } from './random-policy.ts';

const schema = readFileSync(new URL('../../schema/policy/hub.cedarschema', import.meta.url), 'utf8');

/** The policies, or why they do not load. */
function read(texts: readonly string[]): readonly CedarPolicy[] | string {
  try {
    return readPolicies({ 'some.cedar': texts.join('\n') }, schema);
  } catch (error) {
    if (error instanceof PolicyError) return error.message;
    throw error;
  }
}

const anyone = 'permit (principal, action, resource)';

describe('the table refuses what it does not understand, though Cedar does', () => {
  test.each([
    ['!=', `${anyone} when { context.purpose != Purpose::"NONE" };`],
    ['is', `${anyone} when { principal is Role };`],
    ['principal is', 'permit (principal is Role, action, resource);'],
    ['if-then-else', `${anyone} when { if context.breakGlass then true else context.reasonRecorded };`],
    ['Value', `${anyone} when { context.breakGlass || true };`],
    ['contains', `${anyone} when { [Role::"CITIZEN"].contains(principal) };`],
    ['>', `${anyone} when { context.day > datetime("2025-07-01") };`],
    ['<=', `${anyone} when { context.day <= datetime("2025-07-01") };`],
    ['a comparison with anything but names', `${anyone} when { Role::"CITIZEN" == principal };`],
    [
      '== of anything but a variable',
      `${anyone} when { (if context.breakGlass then principal else principal) == Role::"CITIZEN" };`,
    ],
    [
      'a comparison with anything but names',
      `${anyone} when { context.breakGlass == context.reasonRecorded };`,
    ],
    ['a comparison with anything but names', `${anyone} when { context.day == datetime("2025-07-01") };`],
    [
      'a comparison of anything but days',
      `${anyone} when { context.day >= datetime("2025-07-01T00:00:00Z") };`,
    ],
    ['a comparison of anything but days', `${anyone} when { datetime("2025-07-01") >= context.day };`],
    ['a comparison of anything but days', `${anyone} when { context.day.toTime() < duration("1h") };`],
  ])('%s', (what, policy) => {
    expect(read([`@id("one") @basis("some-article") ${policy}`])).toContain(
      `some.cedar: one: the table does not understand "${what}`,
    );
  });

  test('a policy that holds always', () => {
    expect(read([`@id("one") @basis("some-article") ${anyone};`])).toBe(
      'some.cedar: one: holds always: say for whom, for what, or when',
    );
  });
});

describe('the table refuses a policy that breaks the order of the disclosures', () => {
  test.each([
    ['permits', `permit (principal, action == Action::"masked", resource);`],
    ['permits', `${anyone} unless { action in Action::"answer" };`],
    ['forbids', `forbid (principal, action == Action::"masked", resource);`],
    ['forbids', `forbid (principal, action, resource) when { action in Action::"guarded" };`],
  ])('one that %s some without the others: %s', (what, policy) => {
    const policies = read([`@id("one") @basis("some-article") ${policy}`]);
    expect(policies).toBeInstanceOf(Array);
    const rules = compileRules(Array.isArray(policies) ? policies : [], words.categories);
    expect(checkOrder(rules, words)).toEqual([
      expect.stringContaining(`some.cedar: one: ${what} a disclosure without the`),
    ]);
  });
});

test('any policies that the table understands decide as they do in Cedar', () => {
  const asked: fc.Arbitrary<Combination> = fc.record({
    role: fc.constantFrom(...words.roles),
    purpose: fc.constantFrom(...words.purposes),
    relation: fc.constantFrom(...words.relations),
    category: fc.constantFrom(...words.categories),
    day: fc.constantFrom('2025-06-30', '2025-07-01', '2025-12-31', '2026-01-01'),
    reasonRecorded: fc.boolean(),
    breakGlass: fc.boolean(),
  });
  let compared = 0;
  fc.assert(
    fc.property(randomPolicies, fc.array(asked, { minLength: 30, maxLength: 30 }), (texts, questions) => {
      const policies = read(texts);
      fc.pre(typeof policies !== 'string');
      const rules = compileRules(policies, words.categories);
      fc.pre(checkOrder(rules, words).length === 0);
      const table = createPolicyTable(rules, words, 'random');
      const byId = policies.map(({ id }, index): [string, string] => [id, texts[index] ?? '']);
      preparsePolicySet('random', { staticPolicies: Object.fromEntries(byId) });
      const differences = questions.map((question) => differenceFromCedar(table, question, 'random'));
      expect(differences.filter(Boolean)).toEqual([]);
      compared += questions.length;
    }),
    { numRuns: 100 },
  );
  expect(compared).toBeGreaterThan(1000);
});
