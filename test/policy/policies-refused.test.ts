import { expect, test } from 'vitest';
import { changed, problemsOf } from './change-policy.ts';
import type { WrongText } from './change-policy.ts';

const policies = 'schema/policy/policies';
const law = 'schema/policy/legal-basis.yaml';

const badPolicies: readonly WrongText[] = [
  [
    'that is not Cedar',
    'citizen.cedar',
    'permit (principal == Role::"CITIZEN"',
    'permit (principal = Role::"CITIZEN"',
    `${policies}/citizen.cedar:6: '=' is not a valid operator in Cedar (try using '==' instead)`,
  ],
  [
    'with a misspelt role',
    'citizen.cedar',
    'Role::"CITIZEN"',
    'Role::"CITZEN"',
    `${policies}/citizen.cedar: citizen.ds-self-view: entity`,
  ],
  [
    'that asks what no request holds',
    'auditor.cedar',
    'context.breakGlass',
    'context.emergency',
    `${policies}/auditor.cedar: auditor.au-review.break-glass: attribute \`emergency\` in context`,
  ],
  [
    'that can never hold',
    'representative.cedar',
    'when { context.purpose == Purpose::"DS.REPRESENT" }',
    'when { principal == resource }',
    `${policies}/representative.cedar: representative.ds-represent: policy is impossible`,
  ],
  [
    'without an id',
    'representative.cedar',
    '@id("representative.ds-represent")\n',
    '',
    `${policies}/representative.cedar:4: a policy has no id: give it one with @id("…")`,
  ],
  [
    'with the id of another',
    'representative.cedar',
    'representative.ds-represent',
    'citizen.ds-rights',
    `${policies}/representative.cedar: citizen.ds-rights: has the id of a policy in ${policies}/citizen.cedar: give it its own`,
  ],
  [
    'without a basis',
    'representative.cedar',
    /@basis.*\n/,
    '',
    `${policies}/representative.cedar: representative.ds-represent: rests on nothing: name its articles with @basis("…")`,
  ],
  [
    'that rests on an unknown article',
    'representative.cedar',
    'law-91-2025-art-24',
    'law-91-2025-art-99',
    `${policies}/representative.cedar: representative.ds-represent: rests on law-91-2025-art-99, which is not in ${law}: enter it or correct its id`,
  ],
  [
    'that outlives its articles',
    'representative.cedar',
    ' law-91-2025-art-24',
    '',
    `${policies}/representative.cedar: representative.ds-represent: permits on 2026-01-01, when none of its articles is in force: cite one or change its days`,
  ],
  [
    'that is older than its articles',
    'portal-backend.cedar',
    '2026-07-01',
    '2026-06-30',
    `${policies}/portal-backend.cedar: portal-backend.ps-intake: permits on 2026-06-30, when none of its articles is in force: cite one or change its days`,
  ],
  [
    'without a first day',
    'representative.cedar',
    /when { context.day .*}/,
    '',
    `${policies}/representative.cedar: representative.ds-represent: permits since ever: give it a first day with context.day >= datetime("…")`,
  ],
  [
    'that the table does not understand',
    'representative.cedar',
    'context.day >=',
    'context.day >',
    `${policies}/representative.cedar: representative.ds-represent: the table does not understand ">"`,
  ],
  [
    'that permits much without the less',
    'auditor.cedar',
    'action in Action::"guarded"',
    'action == Action::"guarded"',
    `${policies}/auditor.cedar: auditor.au-review: permits a disclosure without the lesser ones: write "action in", not "action =="`,
  ],
  [
    'that is a template',
    'representative.cedar',
    'principal == Role::"REPRESENTATIVE"',
    'principal == ?principal',
    `${policies}/representative.cedar: a template decides nothing: write a policy`,
  ],
  [
    'that is a comment alone',
    'representative.cedar',
    /[^]*/,
    '// later',
    `${policies}/representative.cedar: holds no policy: write one or delete the file`,
  ],
];

test.each(badPolicies)('a policy %s does not load', (_what, place, from, to, problem) => {
  expect(problemsOf(changed(place, from, to))).toContainEqual(expect.stringContaining(problem));
});
