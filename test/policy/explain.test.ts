import { describe, expect, test } from 'vitest';
import type { DataAnnotation } from '../../schema/data-annotation.ts';
import { explainDecision } from '../../schema/policy/explain.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { relations } from '../../schema/policy/relation.ts';

const policy = await loadPolicy();
const officer = {
  role: 'VSS_CLAIM_OFFICER',
  purpose: 'SI.CLAIM.DECIDE',
  day: '2026-11-24',
  reasonRecorded: false,
  breakGlass: false,
};
const diagnosis: readonly DataAnnotation[] = [{ category: 'DIAGNOSIS', mask: 'PRESENCE', derived: false }];

describe('an explanation', () => {
  const explanation = explainDecision(policy, officer, diagnosis);
  const inCase = explanation.relations.find(({ relation }) => relation.code === 'CASE');

  test('names who asks and for what, in both languages, and the table that decided', () => {
    expect(explanation).toMatchObject({
      policyVersion: policy.table.version,
      role: { en: 'Claim officer of a social insurance office' },
      purpose: { vi: 'Giải quyết hưởng chế độ ốm đau, thai sản, dưỡng sức, phục hồi sức khỏe' },
    });
  });

  test('tells the verdict under each relation, the weakest first', () => {
    expect(explanation.relations.map(({ relation }) => relation.code)).toEqual(relations);
    expect(explanation.relations.filter(({ verdict }) => verdict.kind !== 'none')).toEqual([]);
  });

  test('tells the disclosure of each category, its policies, and their articles on that day', () => {
    expect(inCase?.categories).toMatchObject([
      {
        category: 'DIAGNOSIS',
        disclosure: 'answer',
        policies: [{ id: 'vss-claim-officer.si-claim-decide', effect: 'permit' }],
      },
    ]);
    const basis = inCase?.categories[0]?.policies[0]?.basis ?? [];
    const forces = new Map(basis.map(({ id, force, verified }) => [id, `${force} ${verified}`]));
    expect(forces.get('law-41-2024-art-48-3')).toBe('IN_FORCE true');
    expect(forces.get('decree-13-2023-art-17')).toBe('ENDED false');
    expect(forces.get('law-91-2025-art-19-1-c')).toBe('IN_FORCE false');
  });

  test('tells how to ask: what would open it, from a closed list', () => {
    const codes = explanation.relations.map(({ relation, reasons }) => [
      relation.code,
      reasons.map(({ code }) => code),
    ]);
    expect(Object.fromEntries(codes)).toMatchObject({
      NONE: ['CASE_REQUIRED', 'REASON_REQUIRED'],
      CASE: ['REASON_REQUIRED'],
    });
    expect(inCase?.reasons).toMatchObject([{ en: 'State the reason for this request; it is recorded.' }]);
  });

  test('has no reasons for what is open', () => {
    const open = explainDecision(policy, { ...officer, reasonRecorded: true, relation: 'CASE' }, diagnosis);
    expect(open.relations).toMatchObject([{ verdict: { kind: 'full' }, reasons: [] }]);
  });

  test('names the forbids where they take away what others permit', () => {
    const emergency = { ...officer, breakGlass: true, relation: 'CASE' as const };
    expect(explainDecision(policy, emergency, diagnosis).relations).toMatchObject([
      {
        verdict: { kind: 'none', category: 'DIAGNOSIS' },
        categories: [
          { disclosure: 'none', policies: [{ id: 'gate.break-glass-needs-reason', effect: 'forbid' }] },
        ],
        reasons: [{ code: 'REASON_REQUIRED' }],
      },
    ]);
  });

  test('covers every category of an element that has several, each once', () => {
    const several: readonly DataAnnotation[] = [
      ...diagnosis,
      { category: 'IDENTITY', mask: undefined, derived: false },
      { category: 'IDENTITY', mask: 'PRESENCE', derived: false },
    ];
    const [explained] = explainDecision(policy, { ...officer, relation: 'CASE' }, several).relations;
    expect(explained?.categories.map(({ category }) => category)).toEqual(['DIAGNOSIS', 'IDENTITY']);
  });

  test('of a later day says that the law which then carries it is unverified', () => {
    const registrar = { ...officer, role: 'JUSTICE_REGISTRAR', purpose: 'CS.EXTRACT', day: '2027-03-01' };
    const civil: readonly DataAnnotation[] = [{ category: 'CIVIL_STATUS', mask: undefined, derived: false }];
    const [explained] = explainDecision(policy, { ...registrar, relation: 'DUTY' }, civil).relations;
    const basis = explained?.categories[0]?.policies[0]?.basis ?? [];
    expect(basis.filter(({ force }) => force === 'IN_FORCE')).toMatchObject([
      { id: 'law-03-2026', verified: false },
    ]);
  });

  test('of words that the policy does not know is a denial', () => {
    const unknown = explainDecision(policy, { ...officer, role: 'GHOST', relation: 'CASE' }, diagnosis);
    expect(unknown).toMatchObject({
      role: undefined,
      relations: [{ verdict: { kind: 'none' }, reasons: [{ code: 'NOT_GRANTED' }] }],
    });
  });
});
