import { expect, test } from 'vitest';
import { changed, problemsOf } from './change-policy.ts';
import type { WrongText } from './change-policy.ts';

const folder = 'schema/policy';
const purposes = `${folder}/purposes.yaml`;
const schema = `${folder}/hub.cedarschema`;

const badWords: readonly WrongText[] = [
  [
    'a role that no policy can name',
    'schema',
    '"FACILITY_CLERK", ',
    '',
    `${schema}: the role FACILITY_CLERK of ${folder}/roles.yaml is missing: add it here or remove it there`,
  ],
  [
    'a role without a name for people',
    'roles',
    /- code: AUDITOR[^]*/,
    '',
    `${folder}/roles.yaml: the role AUDITOR of ${schema} is missing: add it here or remove it there`,
  ],
  [
    'a purpose that no policy can name',
    'purposes',
    'code: PS.STATUS',
    'code: PS.STATE',
    `${schema}: the purpose PS.STATE of ${purposes} is missing: add it here or remove it there`,
  ],
  [
    'a relation without a meaning',
    'relations',
    /- code: DUTY[^]*/,
    '',
    `${folder}/relations.yaml: the relation DUTY of ${schema} is missing: add it here or remove it there`,
  ],
  [
    'a relation that the code does not know',
    'schema',
    '"SELF", ',
    '"SELF", "FRIEND", ',
    `${folder}/relation.ts: the relation FRIEND of ${schema} is missing: add it here or remove it there`,
  ],
  [
    'a category that no policy can name',
    'categories',
    '  ETHNICITY\n',
    '  ETHNICITY\n  GENOME\n',
    `${schema}: the category GENOME of schema/access.graphql is missing: add it here or remove it there`,
  ],
  [
    'a category that the graph does not have',
    'categories',
    /.*\n {2}BANK\n/,
    '',
    `schema/access.graphql: the category BANK of ${schema} is missing: add it here or remove it there`,
  ],
  [
    'other disclosures than the code',
    'schema',
    'action "guarded" in [Action::"full"]',
    'action "guarded"',
    `${schema}: the actions must be those of disclosure.ts: answer in masked, full, guarded in full, masked in guarded`,
  ],
];

test.each(badWords)('%s: the policy does not load', (_what, place, from, to, problem) => {
  expect(problemsOf(changed(place, from, to))).toContain(problem);
});
