import { describe, expect, test } from 'vitest';
import { printMarkdown } from '../../schema/policy-diff/print-markdown.ts';
import { printText } from '../../schema/policy-diff/print-text.ts';
import { diffPolicies } from '../../schema/policy-diff/policy-diff.ts';
import { base, summary, withoutQueue, withPolicies, withPolicy } from './small-sides.ts';

const withReason = 'resource in [Category::"FAMILY", Category::"DIAGNOSIS"] };';
const alsoClinical = withPolicy(
  'vss-claim-officer.cedar',
  withReason,
  'resource in [Category::"FAMILY", Category::"DIAGNOSIS", Category::"CLINICAL"] };',
);

describe('a change of the policy', () => {
  test('that permits more is a loosening, with the circumstances, the policy and the law', () => {
    const { loosened, tightened, rebased } = diffPolicies(base, alsoClinical);
    expect(loosened).toMatchObject([
      {
        elements: ['Person.clinical'],
        kind: 'same',
        askers: [{ role: 'VSS_CLAIM_OFFICER', purpose: 'SI.CLAIM.DECIDE' }],
        conditions: [
          { relations: ['CASE'], reasonRecorded: 'yes', breakGlass: 'no', days: [{ from: '2025-07-01' }] },
        ],
        from: { verdict: 'none', policies: [] },
        to: { verdict: 'full', policies: ['vss-claim-officer.si-claim-decide.with-reason'] },
      },
    ]);
    expect(loosened[0]?.to.law).toContain('law-41-2024-art-48-3 2025-07-01–');
    expect(tightened).toEqual([]);
    // Behind broken glass it was open already, and now rests on another policy besides.
    expect(rebased).toMatchObject([{ elements: ['Person.clinical'], conditions: [{ breakGlass: 'yes' }] }]);
  });

  test('that permits less is a tightening', () => {
    const { loosened, tightened } = diffPolicies(alsoClinical, base);
    expect(loosened).toEqual([]);
    expect(tightened).toMatchObject([{ from: { verdict: 'full' }, to: { verdict: 'none' } }]);
  });

  test('that takes away a forbid is a loosening, and the forbid is named', () => {
    const permits = [
      'auditor.cedar',
      'Category::"IDENTIFIER", Category::"IDENTITY", Category::"CONTRIBUTION", Category::"LEAVE", Category::"AMOUNT"',
      'Category::"IDENTIFIER", Category::"IDENTITY", Category::"CLINICAL", Category::"LEAVE", Category::"AMOUNT"',
    ] as const;
    const forbidden = withPolicies(permits);
    const open = withPolicies(permits, [
      'gates.cedar',
      /("no-health-to-auditor"|gate\.no-health-to-auditor)([^]*?)Category::"CLINICAL", /,
      '$1$2',
    ]);
    expect(diffPolicies(forbidden, open).loosened).toMatchObject([
      {
        elements: ['Person.clinical'],
        askers: [{ role: 'AUDITOR', purpose: 'AU.REVIEW' }],
        from: { verdict: 'none', policies: ['gate.no-health-to-auditor'] },
        to: { verdict: 'full', policies: ['auditor.au-review.break-glass'] },
      },
    ]);
  });

  test('that lets another role state a purpose is a loosening for that role', () => {
    const role = withPolicies(
      [
        'vss-payment-officer.cedar',
        'permit (principal == Role::"VSS_PAYMENT_OFFICER", action, resource)',
        'permit (principal, action, resource) when { principal in [Role::"VSS_PAYMENT_OFFICER", Role::"VSS_CLAIM_OFFICER"] }',
      ],
      ['purposes', 'roles: [VSS_PAYMENT_OFFICER]', 'roles: [VSS_PAYMENT_OFFICER, VSS_CLAIM_OFFICER]'],
    );
    const { loosened, tightened } = diffPolicies(base, role);
    const askers = loosened.flatMap((change) => change.askers.map(textOf));
    expect(new Set(askers)).toEqual(
      new Set([textOf({ role: 'VSS_CLAIM_OFFICER', purpose: 'SI.CLAIM.PAY' })]),
    );
    expect(tightened).toEqual([]);
  });

  test('that adds a purpose is a loosening of what it opens, and not of what everybody saw without one', () => {
    const added = diffPolicies(withoutQueue, base);
    expect(added.loosened).toEqual([]);
    // What it is, and not only what it opens; and the same the other way round.
    expect(added.wordChanges).toMatchObject([
      {
        kind: 'purpose',
        change: 'new',
        code: 'SI.CLAIM.QUEUE',
        terms: expect.arrayContaining(['stated by VSS_CLAIM_OFFICER', 'without a case']),
      },
    ]);
    expect(printText(added)).toContain('PURPOSES AND ROLES 1\n  new purpose SI.CLAIM.QUEUE: To see which');
    expect(printMarkdown(added)).toContain('| new purpose | `SI.CLAIM.QUEUE` | To see which');
    expect(diffPolicies(base, withoutQueue).wordChanges).toMatchObject([{ change: 'removed' }]);
    expect(diffPolicies(base, base).wordChanges).toEqual([]);
    const opened = withPolicies(
      [
        'vss-claim-officer.cedar',
        'resource == Category::"TASK")',
        'resource) when { resource in [Category::"TASK", Category::"BANK"] }',
      ],
      ['gates.cedar', '[Category::"ACCESS_LOG", Category::"TASK"]', '[Category::"TASK", Category::"BANK"]'],
    );
    expect(diffPolicies(withoutQueue, opened).loosened).toMatchObject([
      { elements: ['Person.bank'], askers: [{ role: 'VSS_CLAIM_OFFICER', purpose: 'SI.CLAIM.QUEUE' }] },
    ]);
  });

  test('to an earlier day is a loosening of the days between, to a later one a tightening', () => {
    const earlier = withPolicy('citizen.cedar', '2025-07-01', '2025-01-10');
    const days = [{ from: '2025-01-10', to: '2025-06-30' }];
    const { loosened } = diffPolicies(base, earlier);
    const daysOf = (changes: typeof tightened) =>
      changes.flatMap(({ conditions }) => conditions.map((condition) => condition.days));
    expect(new Set(daysOf(loosened).map(textOf))).toEqual(new Set([textOf(days)]));
    const { loosened: none, tightened } = diffPolicies(earlier, base);
    expect(none).toEqual([]);
    expect(new Set(daysOf(tightened).map(textOf))).toEqual(new Set([textOf(days)]));
  });

  test('of the days of an act re-bases what rests on it', () => {
    const dated = withPolicy('register', /(id: law-15-2023\n[^]*?inForceFrom: )2024-01-01/, '$12024-02-01');
    const { loosened, tightened, rebased } = diffPolicies(base, dated);
    expect([loosened, tightened]).toEqual([[], []]);
    expect(rebased).not.toEqual([]);
    for (const { from, to } of rebased) {
      expect(from.law).toContain('law-15-2023-art-69 2024-01-01–');
      expect(to.law).toContain('law-15-2023-art-69 2024-02-01–');
      expect(to.verdict).toBe(from.verdict);
    }
  });

  test('of words alone is none', () => {
    const words = withPolicy('auditor.cedar', /^/, '// Read again.\n');
    expect(summary(base, words)).toEqual([]);
    expect(summary(base, base)).toEqual([]);
  });
});

describe('a change of what every request of a purpose or a role must have', () => {
  test('is a loosening where the assurance is lower', () => {
    const lower = withPolicy('purposes', /(code: SI.CLAIM.PAY[^]*?minimumAssurance: )2/, '$11');
    const line = '@minimumAssurance: 2 → 1 for VSS_PAYMENT_OFFICER';
    expect(summary(base, lower)).toEqual([`loosened ${line}`]);
    expect(summary(lower, base)).toEqual(['tightened @minimumAssurance: 1 → 2 for VSS_PAYMENT_OFFICER']);
  });

  test('is both where another kind of organisation may act', () => {
    const agency = withPolicy('roles', /(code: VSS_PAYMENT_OFFICER\n +agency: )vss/, '$1health');
    expect(summary(base, agency)).toEqual([
      'loosened @agency: vss → health for VSS_PAYMENT_OFFICER',
      'tightened @agency: vss → health for VSS_PAYMENT_OFFICER',
    ]);
  });
});

function textOf(value: unknown): string {
  return JSON.stringify(value);
}
