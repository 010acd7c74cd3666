import { expect, test } from 'vitest';
import { applyRules } from '../../../../subgraphs/vss/claims/assess/apply-rules.ts';
import { findFacts } from '../../../../subgraphs/vss/claims/assess/find-facts.ts';
import { contribution, insured } from '../records.ts';
import { certificate, nothingFound } from './open-desk.ts';

const sickWeek = {
  scheme: 'SICKNESS',
  claimantId: 'mother',
  channel: 'EMPLOYER',
  leaveFrom: '2026-06-01',
  leaveTo: '2026-06-05',
  weeklyRest: [6, 7],
} as const;

test('who is insured no more is paid nothing for what came after', () => {
  const of = (status: 'ACTIVE' | 'CLOSED', to: string) =>
    findFacts({
      asked: sickWeek,
      own: {
        insured: insured('mother', { status }),
        contributions: [contribution('mother', '2014-01-01', to)],
        otherClaims: [],
        claimsAboutBirth: [],
      },
      gathered: { ...nothingFound, papers: [certificate()] },
      defective: new Set(),
      recorded: [],
    });
  expect(of('CLOSED', '2016-04-01')).toMatchObject({ facts: { kind: 'NOT_INSURED' } });
  expect(of('CLOSED', '2026-05-01')).toMatchObject({ facts: { kind: 'SICKNESS' } });
  // A gap of who is insured still is a leave; the salary of its time is paid on, as it was contributed.
  const gap = of('ACTIVE', '2016-04-01');
  expect(gap).toMatchObject({ facts: { kind: 'SICKNESS', salary: { month: '2016-04' } } });
  expect(gap.kind === 'FACTS' && applyRules(gap.facts).eligible).toBe(true);
});
