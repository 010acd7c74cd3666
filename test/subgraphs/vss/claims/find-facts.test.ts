import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClaimRecord } from '../../../../subgraphs/vss/collections.ts';
import { applyRules } from '../../../../subgraphs/vss/claims/assess/apply-rules.ts';
import type {
  AskedBenefit,
  ClaimBasis,
  Finding,
} from '../../../../subgraphs/vss/claims/assess/claim-basis.ts';
import { findFacts } from '../../../../subgraphs/vss/claims/assess/find-facts.ts';
import type { GatheredEvidence } from '../../../../subgraphs/vss/claims/evidence/evidence-source.ts';
import type { Kinship } from '../../../../subgraphs/vss/claims/evidence/kinship.ts';
import type { OfficerFact } from '../../../../subgraphs/vss/claims/record/officer-fact.ts';
import { claim, contribution, insured } from '../records.ts';
import { certificate, nothingFound, notice } from './open-desk.ts';

const sickness: AskedBenefit = {
  id: 'c1',
  scheme: 'SICKNESS',
  claimantId: 'mother',
  channel: 'EMPLOYER',
  leaveFrom: '2026-06-01',
  leaveTo: '2026-06-05',
  weeklyRest: [6, 7],
};
const birth: AskedBenefit = {
  ...sickness,
  scheme: 'MATERNITY',
  leaveFrom: '2026-03-01',
  leaveTo: '2026-08-31',
};

interface Given {
  readonly asked?: AskedBenefit;
  readonly gathered?: Partial<GatheredEvidence>;
  readonly kinship?: Kinship;
  readonly others?: readonly ClaimRecord[];
  readonly aboutChild?: readonly ClaimRecord[];
  readonly defective?: readonly string[];
  readonly recorded?: readonly OfficerFact[];
}

function find({
  asked = sickness,
  gathered = {},
  kinship,
  others = [],
  aboutChild = [],
  defective = [],
  recorded = [],
}: Given): Finding {
  const basis: ClaimBasis = {
    asked,
    own: {
      insured: insured('mother'),
      contributions: [contribution('mother', '2020-01-01', '2026-06-01')],
      otherClaims: others,
      claimsAboutBirth: aboutChild,
    },
    gathered: { ...nothingFound, papers: [certificate()], ...gathered },
    kinship,
    defective: new Set(defective),
    recorded,
  };
  return findFacts(basis);
}

const doubtsOf = (finding: Finding) => (finding.kind === 'FACTS' ? finding.doubts : finding.kind);
const amountOf = (finding: Finding) =>
  finding.kind === 'FACTS' ? applyRules(finding.facts).amount : finding.kind;
const paid = {
  number: '1',
  decidedOn: '2026-06-08',
  outcome: 'APPROVED',
  amount: 1,
  paidDays: 3,
  lines: [],
} as const;

describe('the cross-checks', () => {
  test('doubt nothing where all is well', () => {
    expect(doubtsOf(find({}))).toEqual([]);
  });

  test('a claimant who died before the leave ended', () => {
    expect(doubtsOf(find({ gathered: { claimant: { diedOn: '2026-06-05' } } }))).toEqual(['CLAIMANT_DIED']);
    expect(doubtsOf(find({ gathered: { claimant: { diedOn: '2026-06-06' } } }))).toEqual([]);
  });

  test('a child that the claimant represents and is no parent of, or that has died', () => {
    const asked = { ...sickness, childId: 'child' };
    const child = { bornOn: '2024-01-01' };
    const of = (kinship: Kinship, diedOn?: string) =>
      doubtsOf(find({ asked, kinship, gathered: { child: { ...child, diedOn } } }));
    expect(of('PARENT')).toEqual([]);
    expect(of('ATTESTED')).toEqual(['FAMILY_RELATION_NOT_PROVEN']);
    expect(of('REPRESENTATIVE')).toEqual(['FAMILY_RELATION_NOT_PROVEN']);
    expect(of('PARENT', '2026-06-02')).toEqual(['CHILD_DIED']);
  });

  test.each([birth, { ...birth, event: 'ADOPTION' } as const])(
    'the child of a birth or an adoption as well as one that is sick',
    (asked) => {
      const gathered = { births: [notice()], child: { bornOn: '2026-03-01', diedOn: '2026-03-05' } };
      const doubts = doubtsOf(
        find({ asked: { ...asked, childId: 'child' }, kinship: 'REPRESENTATIVE', gathered }),
      );
      expect(doubts).toEqual(expect.arrayContaining(['FAMILY_RELATION_NOT_PROVEN', 'CHILD_DIED']));
    },
  );

  test('days without a paper, which are not paid', () => {
    const papers = [certificate({ days: [{ kind: 'LEAVE', from: '2026-06-01', to: '2026-06-02' }] })];
    const finding = find({ gathered: { papers } });
    expect([doubtsOf(finding), amountOf(finding)]).toEqual([['LEAVE_NOT_COVERED'], 600_000]);
  });

  test('a stay that goes on elsewhere, unless a transfer paper says so', () => {
    const stay = (
      id: string,
      issuer: string,
      from: string,
      to: string,
      type: 'DischargePaper' | 'TransferPaper',
    ) => certificate({ id, type, issuer, days: [{ kind: 'STAY', from, to }] });
    const second = stay('b', '01002', '2026-06-03', '2026-06-05', 'DischargePaper');
    const withType = (type: 'DischargePaper' | 'TransferPaper') =>
      doubtsOf(
        find({ gathered: { papers: [stay('a', '01001', '2026-06-01', '2026-06-03', type), second] } }),
      );
    expect(withType('TransferPaper')).toEqual([]);
    expect(withType('DischargePaper')).toEqual(['STAY_INTERRUPTED']);
  });

  test('days that another claim was granted are not paid twice; those that one asks for are looked at', () => {
    const overlapping = claim('c2', 'mother', {
      scheme: 'MATERNITY',
      leaveFrom: '2026-06-04',
      leaveTo: '2026-06-10',
    });
    const granted = find({ others: [{ ...overlapping, state: 'DECIDED', decision: paid }] });
    expect([doubtsOf(granted), amountOf(granted)]).toEqual([[], 900_000]);
    expect(doubtsOf(find({ others: [{ ...overlapping, state: 'VERIFYING' }] }))).toEqual([
      'OTHER_CLAIM_OVERLAPS',
    ]);
    expect(amountOf(find({ others: [{ ...overlapping, state: 'CLOSED' }] }))).toBe(1_500_000);
  });

  test('days of the year that were paid before', () => {
    const before = claim('c2', 'mother', {
      leaveFrom: '2026-02-02',
      leaveTo: '2026-03-15',
      state: 'CLOSED',
      decision: { ...paid, paidDays: 28 },
    });
    // Claims of the time before count by the ledger of the person alone.
    expect(amountOf(find({ others: [before] }))).toBe(1_500_000);
  });

  test('a notice and a registration that tell different days of birth: the register prevails', () => {
    const registration = notice({
      type: 'BirthRegistration',
      id: 'r1',
      bornOn: '2026-03-02',
      childId: 'child',
    });
    const finding = find({ asked: birth, gathered: { papers: [], births: [notice(), registration] } });
    expect(finding).toMatchObject({
      doubts: ['BIRTH_RECORDS_DIFFER'],
      childId: 'child',
      facts: { birth: '2026-03-02' },
    });
  });

  test('both parents, of whom one alone may be paid', () => {
    const asked: AskedBenefit = { ...birth, scheme: 'VOLUNTARY_MATERNITY', childId: 'child' };
    const gathered = { births: [notice({ childId: 'child' })] };
    const others = claim('c2', 'father', { scheme: 'VOLUNTARY_MATERNITY', event: 'BIRTH', childId: 'child' });
    expect(doubtsOf(find({ asked, gathered, aboutChild: [{ ...others, state: 'VERIFYING' }] }))).toEqual([
      'OTHER_PARENT_CLAIMS',
    ]);
    const settled = find({ asked, gathered, aboutChild: [{ ...others, state: 'CLOSED', decision: paid }] });
    expect(settled).toMatchObject({ facts: { otherParentPaid: true } });
  });

  test('a paper in which an officer recorded a defect', () => {
    expect(find({ defective: ['paper-1'] })).toMatchObject({
      kind: 'WAITS',
      evidence: [{ state: 'EXPIRED' }],
    });
  });
});

describe('what the papers tell, nobody has to say:', () => {
  test('a disease of the long list', () => {
    const papers = [certificate({ isListedLongTermDisease: true })];
    expect(find({ gathered: { papers } })).toMatchObject({
      event: 'LONG_TERM_ILLNESS',
      facts: { longTermDisease: true },
    });
  });

  test('the loss of a pregnancy, by its band, or a visit', () => {
    const asked: AskedBenefit = { ...sickness, scheme: 'MATERNITY' };
    const papers = [certificate({ lossBand: 'FROM_13_TO_21_WEEKS' })];
    expect(find({ asked, gathered: { papers } })).toMatchObject({
      event: 'PREGNANCY_LOSS',
      facts: { weeks: 13, days: 5 },
    });
    expect(find({ asked })).toMatchObject({ event: 'PRENATAL_VISIT', facts: { visit: 1 } });
  });

  test('a second child, and twins', () => {
    const finding = find({
      asked: birth,
      gathered: { births: [notice({ livingBefore: 1 }), notice({ id: 'n2', livingBefore: 1, children: 2 })] },
    });
    expect(finding).toMatchObject({ event: 'BIRTH', facts: { children: 2, livingBefore: 1 } });
  });

  test('a birth for others is left to an officer', () => {
    expect(find({ asked: birth, gathered: { births: [notice({ isSurrogate: true })] } }).kind).toBe(
      'BY_HAND',
    );
  });

  test('a notice is enough: a birth that is not registered is no reason to wait', () => {
    expect(
      find({ asked: birth, gathered: { births: [notice({ registered: 'NOT_YET_REGISTERED' })] } }).kind,
    ).toBe('FACTS');
  });

  test('a long leave is no father’s, until an officer says that the mother is gone', () => {
    const of = (given: Partial<AskedBenefit>) =>
      find({
        asked: { ...birth, ...given },
        gathered: { births: [notice()], claimant: { isFemale: false } },
      });
    expect(of({ event: undefined })).toMatchObject({ kind: 'BY_HAND', needs: ['MOTHER_GONE'] });
    expect(of({ event: 'BIRTH' })).toMatchObject({ kind: 'BY_HAND', needs: ['MOTHER_GONE'] });
    // Under voluntary insurance one parent is paid, whichever claims (Art. 94(3)).
    expect(of({ scheme: 'VOLUNTARY_MATERNITY' }).kind).toBe('FACTS');
  });

  test('a short leave of who bore a child for another one is left to an officer', () => {
    const asked = { ...birth, event: undefined, leaveTo: '2026-04-29' };
    const births = [notice({ isSurrogate: true })];
    const found = find({ asked, gathered: { papers: [], births, claimant: { isFemale: true } } });
    expect(found).toMatchObject({ kind: 'BY_HAND', needs: ['SURROGACY'] });
  });

  test('that the child died is left to an officer, whose claim it is', () => {
    const child = { bornOn: '2026-03-01', diedOn: '2026-03-05' };
    const of = (leaveTo: string) =>
      find({
        asked: { ...birth, childId: 'child', leaveTo },
        kinship: 'PARENT',
        gathered: { births: [notice()], child },
      });
    expect(doubtsOf(of('2026-08-31'))).toEqual(['CHILD_DIED']);
    expect(doubtsOf(of('2026-03-04'))).toEqual([]);
  });

  test('a short leave near to a birth is the father’s, and no mother’s', () => {
    const leave = { leaveFrom: '2026-03-09', leaveTo: '2026-03-13' };
    const asked: AskedBenefit = { ...sickness, scheme: 'MATERNITY', event: undefined, ...leave };
    const registration = notice({ type: 'BirthRegistration', id: 'r1' });
    const of = (isFemale: boolean, event?: 'PATERNITY', births = [notice(), registration]) =>
      find({ asked: { ...asked, event }, gathered: { papers: [], births, claimant: { isFemale } } });
    expect(of(false)).toMatchObject({ event: 'PATERNITY', doubts: [] });
    expect(of(true).kind).toBe('WAITS');
    // A notice says whom the mother named; a register says who is a father.
    expect(doubtsOf(of(false, 'PATERNITY', [notice()]))).toEqual(['FAMILY_RELATION_NOT_PROVEN']);
    // Whoever says so is looked at by an officer.
    expect(doubtsOf(of(true, 'PATERNITY'))).toEqual(['FAMILY_RELATION_NOT_PROVEN']);
  });

  test('a father learns from the mother’s claim how the birth was', () => {
    const asked: AskedBenefit = {
      ...sickness,
      scheme: 'MATERNITY',
      event: 'PATERNITY',
      childId: 'child',
      leaveFrom: '2026-03-02',
      leaveTo: '2026-03-10',
    };
    const births = [
      notice({
        type: 'BirthRegistration',
        id: 'r1',
        childId: 'child',
        children: undefined,
        livingBefore: undefined,
        surgery: undefined,
      }),
    ];
    expect(doubtsOf(find({ asked, gathered: { births } }))).toEqual(['BIRTH_DETAILS_UNKNOWN']);
    const mothers = find({ asked: birth, gathered: { births: [notice({ surgery: true })] } });
    const facts = mothers.kind === 'FACTS' ? mothers.facts : undefined;
    const assessment = facts && { assessment: { facts } as NonNullable<ClaimRecord['assessment']> };
    const hers = claim('c2', 'mother-of-child', {
      scheme: 'MATERNITY',
      event: 'BIRTH',
      childId: 'child',
      ...assessment,
    });
    expect(find({ asked, gathered: { births }, aboutChild: [hers] })).toMatchObject({
      doubts: [],
      facts: { hardBirth: true },
    });
  });
});

test('more proven days never pay less, and never more than are asked for', () => {
  const days = fc.integer({ min: 1, max: 60 });
  fc.assert(
    fc.property(days, days, (one, other) => {
      const proven = (count: number) => {
        const to = Temporal.PlainDate.from('2026-06-01')
          .add({ days: count - 1 })
          .toString();
        return find({
          asked: { ...sickness, leaveTo: '2026-07-30' },
          gathered: { papers: [certificate({ days: [{ kind: 'LEAVE', from: '2026-06-01', to }] })] },
        });
      };
      const [less, more] = [amountOf(proven(Math.min(one, other))), amountOf(proven(Math.max(one, other)))];
      expect(Number(less)).toBeLessThanOrEqual(Number(more));
      expect(Number.isInteger(more)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test('papers that prove the same days in pieces pay what one paper does', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3 }), (cut) => {
      const split = Temporal.PlainDate.from('2026-06-01').add({ days: cut });
      const papers = [
        certificate({ id: 'a', days: [{ kind: 'LEAVE', from: '2026-06-01', to: split.toString() }] }),
        certificate({
          id: 'b',
          days: [{ kind: 'LEAVE', from: split.add({ days: 1 }).toString(), to: '2026-06-05' }],
        }),
      ];
      const finding = find({ gathered: { papers } });
      expect([doubtsOf(finding), amountOf(finding)]).toEqual([[], 1_500_000]);
    }),
  );
});
