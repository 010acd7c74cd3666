import { describe, expect, test } from 'vitest';
import { diffPolicies } from '../../schema/policy-diff/policy-diff.ts';
import { base, summary, withGraph } from './small-sides.ts';

describe('a change of the classification', () => {
  test('to another category is a loosening for some and a tightening for others', () => {
    const graph = withGraph(
      'diagnosis: String @data(category: DIAGNOSIS)',
      'diagnosis: String @data(category: DEATH)',
    );
    const { loosened, tightened } = diffPolicies(base, graph);
    const rolesOf = (changes: typeof tightened) =>
      new Set(changes.flatMap(({ askers }) => askers.map(({ role }) => role)));
    expect(rolesOf(loosened)).toContain('VSS_PAYMENT_OFFICER');
    expect(rolesOf(tightened)).toContain('VSS_MEDICAL_ASSESSOR');
    for (const change of [...loosened, ...tightened]) {
      expect(change).toMatchObject({
        kind: 'reclassified',
        elements: ['Person.diagnosis'],
        classification: { from: 'DIAGNOSIS', to: 'DEATH' },
      });
    }
  });

  test('that takes a mask away shows the guarded whole and the masked nothing', () => {
    const form = withGraph(
      'form: String @data(category: DOCUMENT, mask: LAST4)',
      'form: String @data(category: DOCUMENT)',
    );
    expect(summary(base, form)).toContain('loosened Person.form: masked LAST4 → full for EMPLOYER_HR');
    const number = withGraph(
      'number: String @data(category: IDENTIFIER, mask: LAST4)',
      'number: String @data(category: IDENTIFIER)',
    );
    expect(summary(base, number)).toContain('tightened Person.number: masked LAST4 → none for EMPLOYER_HR');
  });

  test('to another mask shows something else, which is both', () => {
    const pseudonym = withGraph('BANK, mask: LAST4', 'BANK, mask: PSEUDONYM');
    const line = 'Person.bank: masked LAST4 → masked PSEUDONYM for VSS_CLAIM_OFFICER';
    expect(summary(base, pseudonym)).toEqual([`loosened ${line}`, `tightened ${line}`]);
  });

  test('to a mere marker is a tightening', () => {
    const marker = withGraph('BANK, mask: LAST4', 'BANK, mask: PRESENCE');
    expect(summary(base, marker)).toEqual([
      'tightened Person.bank: masked LAST4 → masked PRESENCE for VSS_CLAIM_OFFICER',
    ]);
  });

  test('to derived is a loosening for whoever may have the answer', () => {
    const derived = withGraph(
      'diagnosis: String @data(category: DIAGNOSIS)',
      'diagnosis: String @data(category: DIAGNOSIS, derived: true)',
    );
    expect(summary(base, derived)).toContain(
      'loosened Person.diagnosis: none → answer for VSS_CLAIM_OFFICER',
    );
    expect(summary(derived, base)).toContain(
      'tightened Person.diagnosis: answer → none for VSS_CLAIM_OFFICER',
    );
  });

  test('that asks for no token any more is a loosening for who has none', () => {
    const open = withGraph('ownCases: Int @authenticated', 'ownCases: Int');
    expect(summary(base, open)).toEqual(['loosened Query.ownCases: none → full for ANONYMOUS']);
  });

  test('that takes it away altogether closes the element', () => {
    const nothing = withGraph('died: String @data(category: DEATH)', 'died: String');
    const lines = summary(base, nothing);
    expect(lines).not.toEqual([]);
    expect(lines.filter((line) => !/^tightened Person\.died: \S+ → none/.test(line))).toEqual([]);
  });

  test('by a new field is a loosening for whoever may see it, by a removed one a tightening', () => {
    const more = withGraph(
      'type Person {',
      'type Person {\n account: String @data(category: BANK, mask: LAST4)',
    );
    const { loosened, tightened, rebased } = diffPolicies(base, more);
    expect(loosened.map(({ kind, elements }) => [kind, elements])).toContainEqual([
      'new',
      ['Person.account'],
    ]);
    expect([tightened, rebased]).toEqual([[], []]);
    expect(diffPolicies(more, base).tightened.map(({ kind }) => kind)).toContain('removed');
  });
});

describe('the shape of the graph', () => {
  test('is compared beside: fields that are gone, types that are narrower, arguments that are now required', () => {
    const old = withGraph('died: String', 'died(in: String): String');
    const now = withGraph('died: String', 'died(in: String!): Boolean');
    const { breaking } = diffPolicies(old, now).shape;
    expect(breaking.map(({ type }) => type).toSorted()).toEqual(['ARG_CHANGED_KIND', 'FIELD_CHANGED_KIND']);
    const gone = withGraph('clinical: String @data(category: CLINICAL)', '');
    expect(diffPolicies(base, gone).shape.breaking).toEqual([
      { type: 'FIELD_REMOVED', description: 'Person.clinical was removed.' },
    ]);
  });
});
