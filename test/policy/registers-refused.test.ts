import { expect, test } from 'vitest';
import { changed, problemsOf } from './change-policy.ts';
import type { WrongText } from './change-policy.ts';

const folder = 'schema/policy';
const purposes = `${folder}/purposes.yaml`;
const law = `${folder}/legal-basis.yaml`;

const badRegisters: readonly WrongText[] = [
  [
    'a purpose for a role that is unknown',
    'purposes',
    '[CITIZEN]',
    '[CITIZEN, PATIENT]',
    `${purposes}: DS.SELF.VIEW: the role PATIENT is not in ${folder}/roles.yaml: add it or correct it`,
  ],
  [
    'a purpose that a role may state for nothing',
    'purposes',
    '[CITIZEN]',
    '[CITIZEN, AUDITOR]',
    `${purposes}: DS.SELF.VIEW: no policy serves the role AUDITOR: remove it or write one`,
  ],
  [
    'a purpose that lacks a role of its policies',
    'purposes',
    '[FACILITY_CLERK, FACILITY_DOCTOR]',
    '[FACILITY_CLERK]',
    `${purposes}: HC.DOC.ISSUE: roles lacks FACILITY_DOCTOR, which the policy facility-doctor.hc-doc-issue serves: add it or change the policy`,
  ],
  [
    'a purpose that lacks an article of its policies',
    'purposes',
    '    - law-15-2023-art-69\n',
    '',
    `${purposes}: SI.CLAIM.DECIDE: bases lacks law-15-2023-art-69, on which the policy vss-claim-officer.si-claim-decide.break-glass rests: add it`,
  ],
  [
    'a purpose with an article on which nothing rests',
    'purposes',
    '    - law-41-2024-art-30-3\n',
    '    - law-41-2024-art-30-3\n    - law-41-2024-art-49\n',
    `${purposes}: SI.CLAIM.DECIDE: no policy rests on law-41-2024-art-49: remove it from bases or cite it`,
  ],
  [
    'a purpose with an article that is unknown',
    'purposes',
    '    - law-41-2024-art-30-3\n',
    '    - law-41-2024-art-30-3\n    - law-0\n',
    `${purposes}: SI.CLAIM.DECIDE: the article law-0 is not in ${law}: enter it or correct it`,
  ],
  [
    'a purpose that asks for a case where its policies do not',
    'purposes',
    /(code: PD.VERIFY[^]*?caseRequired:) false/,
    '$1 true',
    `${purposes}: PD.VERIFY: caseRequired is true, but the policy population-officer.pd-verify permits without a case: change one of the two`,
  ],
  [
    'a purpose that asks for no case where its policies do',
    'purposes',
    /(code: SI.CLAIM.PAY[^]*?caseRequired:) true/,
    '$1 false',
    `${purposes}: SI.CLAIM.PAY: caseRequired is false, but the policy vss-payment-officer.si-claim-pay permits by a case only: change one of the two`,
  ],
  [
    'an assurance that is none',
    'purposes',
    'minimumAssurance: 3',
    'minimumAssurance: 4',
    `${purposes}: AU.REVIEW: minimumAssurance must be 1, 2 or 3`,
  ],
  [
    'a word twice',
    'purposes',
    'code: PS.STATUS',
    'code: PS.INTAKE',
    `${purposes}: PS.INTAKE: stands here twice: remove one`,
  ],
  [
    'a key that is unknown',
    'roles',
    'agency: hub',
    'agency: hub\n  sees: everything',
    `${folder}/roles.yaml: AUDITOR: has the unknown key "sees": remove it`,
  ],
  [
    'a text that is missing',
    'roles',
    /\n {2}vi: Kiểm toán viên.*/,
    '',
    `${folder}/roles.yaml: AUDITOR: vi must be a text`,
  ],
  ['broken YAML', 'relations', '- code: SELF', '- code: [SELF', `${folder}/relations.yaml:10: `],
  [
    'a list that is none',
    'roles',
    /[^]*/,
    'AUDITOR: all',
    `${folder}/roles.yaml: must be a list of entries with code, agency, vi, en`,
  ],
  ['no acts', 'register', 'acts:', 'laws:', `${law}: must have the lists acts and articles`],
  [
    'a day that is none',
    'register',
    'inForceTo: 2025-06-30',
    'inForceTo: 2025-06-31',
    `${law}: law-58-2014: inForceTo must be a day such as 2025-07-01`,
  ],
  [
    'an act that ends before it begins',
    'register',
    'inForceTo: 2025-06-30',
    'inForceTo: 2015-06-30',
    `${law}: law-58-2014: ends (2015-06-30) before it begins (2016-01-01): correct one of the days`,
  ],
  [
    'a gap between an act and what replaces it',
    'register',
    'inForceTo: 2025-06-30',
    'inForceTo: 2025-06-29',
    `${law}: law-58-2014: no act of replacedBy is in force on 2025-06-30: correct the days of one of them`,
  ],
  [
    'an act that is replaced by an unknown one',
    'register',
    'replacedBy: [law-41-2024]',
    'replacedBy: [law-42-2024]',
    `${law}: law-58-2014: replacedBy names law-42-2024, which is not in the register: enter it`,
  ],
  [
    'an act that is replaced and goes on',
    'register',
    '    inForceTo: 2025-06-30\n',
    '',
    `${law}: law-58-2014: is replaced but has no last day: give inForceTo or remove replacedBy`,
  ],
  [
    'an article of an unknown act',
    'register',
    'act: law-26-2023',
    'act: law-27-2023',
    `${law}: law-26-2023-art-12: the act law-27-2023 is not in the register: enter it or correct its id`,
  ],
  [
    'an unverified entry that does not say what is in doubt',
    'register',
    '    doubt: its articles were not read\n',
    '',
    `${law}: law-03-2026: is not verified: say in doubt what is to be confirmed`,
  ],
  [
    'a doubt about what is verified',
    'register',
    '    verified: false\n    doubt: its articles were not read\n',
    '    verified: true\n    doubt: its articles were not read\n',
    `${law}: law-03-2026: is verified and has a doubt: remove one of the two`,
  ],
];

test.each(badRegisters)('%s: the policy does not load', (_what, place, from, to, problem) => {
  expect(problemsOf(changed(place, from, to))).toContainEqual(expect.stringContaining(problem));
});

test('everything that is wrong in a list is told at once', () => {
  expect(problemsOf(changed('relations', / en: .*\n/g, '\n')).length).toBe(6);
});
