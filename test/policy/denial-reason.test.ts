import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DataAnnotation } from '../../schema/data-annotation.ts';
import { denialReason, missingFacts } from '../../schema/policy/denial-reason.ts';
import type { RequestFacts } from '../../schema/policy/denial-reason.ts';
import { denialReasons } from '../../schema/policy/denial-reasons.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import type { PolicyQuestion } from '../../schema/policy/policy-table.ts';
import type { Relation } from '../../schema/policy/relation.ts';
import { verdictOf } from '../../schema/policy/verdict.ts';
import { words } from './cedar-oracle.ts';

const policy = await loadPolicy();

const officer: PolicyQuestion = {
  role: 'VSS_CLAIM_OFFICER',
  purpose: 'SI.CLAIM.DECIDE',
  day: '2026-11-24',
  reasonRecorded: false,
  breakGlass: false,
};
const withCase: RequestFacts = { caseNamed: true, assurance: 2 };
const of = (category: string, derived = false, mask?: string): readonly DataAnnotation[] => [
  { category, mask, derived },
];

describe('a denial says the one fact that is to be supplied first', () => {
  type Case = readonly [
    reason: string,
    change: Partial<PolicyQuestion>,
    category: string,
    relations: readonly Relation[],
    facts: Partial<RequestFacts>,
  ];
  const cases: readonly Case[] = [
    ['TOKEN_REQUIRED', { role: 'ANONYMOUS', purpose: 'NONE' }, 'IDENTITY', [], {}],
    ['PURPOSE_REQUIRED', { purpose: 'NONE' }, 'IDENTITY', ['CASE'], {}],
    ['PURPOSE_REQUIRED', { purpose: 'NONE' }, 'IDENTITY', [], { caseNamed: false }],
    ['PURPOSE_NOT_FITTING', { purpose: 'AU.OWN' }, 'IDENTITY', ['CASE', 'OWN_RECORD'], {}],
    ['PURPOSE_NOT_FITTING', { purpose: 'no such purpose' }, 'IDENTITY', ['CASE'], {}],
    ['ASSURANCE_TOO_LOW', {}, 'IDENTITY', ['CASE'], { assurance: 1 }],
    ['CASE_REQUIRED', {}, 'IDENTITY', [], { caseNamed: false }],
    ['CASE_REQUIRED', {}, 'DIAGNOSIS', [], { caseNamed: false }],
    ['REASON_REQUIRED', {}, 'DIAGNOSIS', ['CASE'], {}],
    ['REASON_REQUIRED', { breakGlass: true }, 'IDENTITY', ['CASE'], {}],
    ['BREAK_GLASS_POSSIBLE', {}, 'CLINICAL', ['CASE'], {}],
    ['BREAK_GLASS_POSSIBLE', { reasonRecorded: true }, 'CLINICAL', ['CASE'], {}],
    ['NOT_RELATED', {}, 'IDENTITY', [], {}],
    ['NOT_RELATED', { role: 'FACILITY_DOCTOR', purpose: 'HC.DOC.ISSUE' }, 'RESTRICTED', [], {}],
    ['NOT_RELATED', { role: 'CITIZEN', purpose: 'DS.SELF.VIEW' }, 'DIAGNOSIS', ['REPRESENTED'], {}],
    ['NOT_GRANTED', {}, 'RESTRICTED', ['CASE'], {}],
    ['NOT_GRANTED', { role: 'EMPLOYER_HR', purpose: 'SI.CLAIM.SUBMIT' }, 'DIAGNOSIS', ['OWN_RECORD'], {}],
    ['NOT_GRANTED', { role: 'no such role' }, 'IDENTITY', ['CASE'], {}],
    ['NOT_GRANTED', { day: '2024-12-31' }, 'IDENTITY', ['CASE'], {}],
  ];

  test.each(cases)('%s: %j asks for %s as %j, %j', (reason, change, category, relations, facts) => {
    const question = { ...officer, ...change };
    expect(denialReason(policy, question, relations, of(category), { ...withCase, ...facts })).toBe(reason);
  });

  test('and what is to be supplied after it', () => {
    const question = { ...officer, purpose: 'NONE' };
    const facts = { caseNamed: false, assurance: 1 };
    expect(missingFacts(policy, question, [], of('DIAGNOSIS'), facts)).toEqual([
      'PURPOSE_REQUIRED',
      'ASSURANCE_TOO_LOW',
      'CASE_REQUIRED',
      'REASON_REQUIRED',
    ]);
  });

  test('nothing about what is open, and about public data neither case nor assurance', () => {
    expect(missingFacts(policy, officer, ['CASE'], of('DIAGNOSIS', true), withCase)).toEqual([]);
    expect(missingFacts(policy, officer, ['CASE'], of('BANK', false, 'LAST4'), withCase)).toEqual([]);
    expect(missingFacts(policy, officer, [], of('PUBLIC'), { caseNamed: false, assurance: 0 })).toEqual([]);
  });
});

test('what a denial says is enough: with these facts supplied, the element opens', () => {
  const question = fc.record({
    role: fc.constantFrom(...words.roles),
    purpose: fc.constantFrom(...words.purposes),
    day: fc.constant('2026-11-24'),
    reasonRecorded: fc.boolean(),
    breakGlass: fc.boolean(),
  });
  const relations = fc.subarray([...words.relations]);
  const facts = fc.record({ caseNamed: fc.boolean(), assurance: fc.integer({ min: 0, max: 3 }) });
  const annotations = fc
    .tuple(fc.constantFrom(...words.categories), fc.boolean(), fc.constantFrom(undefined, 'LAST4'))
    .map(([category, derived, mask]) => of(category, derived, mask));
  fc.assert(
    fc.property(question, relations, annotations, facts, (asked, relations, annotations, facts) => {
      const missing = missingFacts(policy, asked, relations, annotations, facts);
      fc.pre(missing !== undefined && !missing.includes('TOKEN_REQUIRED'));
      const supplied = waysWith(asked, missing).some((way) =>
        words.relations
          .filter(
            (relation) =>
              relations.includes(relation) || relation === 'CASE' || missing.includes('NOT_RELATED'),
          )
          .some((relation) => {
            const profile = policy.table.profile(way);
            return (
              verdictOf(annotations, (category) => profile.disclosure(relation, category)).kind !== 'none'
            );
          }),
      );
      expect(supplied).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

/** The questions that an asker can ask who supplies the missing facts. */
function waysWith(asked: PolicyQuestion, missing: readonly string[]): readonly PolicyQuestion[] {
  const otherPurpose = missing.some((reason) => reason.startsWith('PURPOSE'));
  const emergency = missing.includes('BREAK_GLASS_POSSIBLE');
  return (otherPurpose ? words.purposes : [asked.purpose]).map((purpose) => ({
    ...asked,
    purpose,
    reasonRecorded: asked.reasonRecorded || emergency || missing.includes('REASON_REQUIRED'),
    breakGlass: asked.breakGlass || emergency,
  }));
}

test('the sentences of the reasons name no role, purpose, policy or article', () => {
  const sentences = Object.values(denialReasons).flatMap(({ en, vi }) => [en, vi]);
  const names = [
    ...words.roles,
    ...words.purposes.slice(1),
    ...policy.policies.keys(),
    ...policy.register.articles.keys(),
  ];
  expect(names.filter((name) => sentences.some((sentence) => sentence.includes(name)))).toEqual([]);
});
