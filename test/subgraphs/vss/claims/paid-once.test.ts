import { expect, test } from 'vitest';
import { applyRules } from '../../../../subgraphs/vss/claims/assess/apply-rules.ts';
import { findFacts } from '../../../../subgraphs/vss/claims/assess/find-facts.ts';
import { paidOnce } from '../../../../subgraphs/vss/claims/assess/paid-once.ts';
import type { PaidOnceFacts } from '../../../../subgraphs/vss/claims/assess/rule-facts.ts';
import type { StoredAssessment } from '../../../../subgraphs/vss/claims/assess/stored-assessment.ts';
import type { OfficerFact } from '../../../../subgraphs/vss/claims/record/officer-fact.ts';
import type { BenefitDecision, BenefitEvent } from '../../../../subgraphs/vss/collections.ts';
import { claim, contribution, insured } from '../records.ts';
import { nothingFound, notice } from './open-desk.ts';

const decision: BenefitDecision = {
  number: '1',
  decidedOn: '2026-04-01',
  outcome: 'APPROVED',
  amount: 1,
  paidDays: 0,
  lines: [],
};

/** A claim of the same person that was granted for the birth of 1 March. */
const before = (event: BenefitEvent, kind: string, given: Partial<BenefitDecision> = {}) =>
  claim('before', 'mother', {
    scheme: 'MATERNITY',
    event,
    state: 'PAID',
    decision: { ...decision, ...given },
    assessment: { facts: { kind, birth: '2026-03-01' }, papers: [] } as unknown as StoredAssessment,
  });

const surrogacy: OfficerFact = {
  kind: 'SURROGACY',
  handedOverOn: '2026-03-05',
  surrogateHasRight: true,
  claimant: 'SURROGATE',
};
const gone: OfficerFact = {
  kind: 'MOTHER_GONE',
  on: '2026-04-01',
  leaveFrom: '2026-04-01',
  claimant: 'MOTHER',
  motherMonths: 12,
} as OfficerFact;

test.each([
  ['a surrogate birth', surrogacy, 'SURROGACY', 'SURROGATE_MOTHER'],
  ['what is left of a leave that was paid as a whole', gone, 'BIRTH', 'BIRTH'],
] as const)('what an officer recorded is paid once too: %s', (_what, recorded, event, kind) => {
  const find = (otherClaims: ReturnType<typeof before>[]) => {
    const found = findFacts({
      asked: {
        id: 'claim',
        scheme: 'MATERNITY',
        event: 'BIRTH',
        claimantId: 'mother',
        channel: 'EMPLOYER',
        leaveFrom: '2026-03-02',
        leaveTo: '2026-08-31',
      },
      own: {
        insured: insured('mother'),
        contributions: [contribution('mother', '2020-01-01', '2026-06-01')],
        otherClaims,
        claimsAboutBirth: [],
      },
      gathered: { ...nothingFound, births: [notice({ isSurrogate: kind === 'SURROGATE_MOTHER' })] },
      defective: new Set(),
      recorded: [recorded],
    });
    return found.kind === 'FACTS' ? applyRules(found.facts).reasons : found.kind;
  };
  expect(find([])).not.toContain('PAID_BEFORE');
  expect(find([before(event, kind)])).toEqual(['PAID_BEFORE']);
});

test('the lump sum of a father is paid with one claim of his days', () => {
  const facts: PaidOnceFacts = {
    kind: 'PATERNITY',
    birth: '2026-03-01',
    children: 1,
    livingBefore: 0,
    hardBirth: false,
    motherMonths: 0,
    from: '2026-03-09',
    to: '2026-03-11',
    salaries: Array.from({ length: 8 }, (_, index) => ({ month: `2025-0${index + 2}`, amount: 9_600_000 })),
    weeklyRest: [6, 7],
  };
  const about = { claimantId: 'mother', scheme: 'MATERNITY', birthPapers: [] } as const;
  const lump = {
    title: '',
    quantity: 1,
    base: 1,
    rate: 2,
    divisor: 1,
    amount: 1,
    article: 'Law 41/2024/QH15 Art 58(1); Law 41/2024/QH15 Art 58(4)',
  };
  const kindsAfter = (lines: BenefitDecision['lines']) => {
    const otherClaims = [before('PATERNITY', 'PATERNITY', { paidDays: 2, lines })];
    const found = paidOnce(facts, about, { otherClaims, claimsAboutBirth: [] });
    return applyRules(found.facts).lines.map(({ kind }) => kind);
  };
  expect(kindsAfter([])).toEqual(['PATERNITY_LEAVE', 'LUMP_SUM']);
  expect(kindsAfter([lump])).toEqual(['PATERNITY_LEAVE']);
});
