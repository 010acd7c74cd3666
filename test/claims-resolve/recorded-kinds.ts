import { bornOn as born, certificate, deathOf, notice, registration } from './claim-papers.ts';
import type { ClaimKind } from './claim-kinds.ts';

const level = 2_530_000;
const week = { leaveFrom: '2026-11-02', leaveTo: '2026-11-06' } as const;

/** What each has that an officer recorded: somebody looks at it. */
const byOfficer = ['RECORDED_BY_OFFICER'] as const;

/** Kinds of claims that rest on a paper which no agency shares, with the article of each formula (Law 41/2024/QH15). */
export const recordedKinds = {
  /** Art. 45(4): soldiers and police are paid in full; five days of a 24th. */
  ARMED_FORCES: {
    scheme: 'SICKNESS',
    ...week,
    holdings: ({ claimant }) => ({ papers: [certificate(claimant, week)] }),
    recorded: { fact: { armedForces: true }, paper: 'SERVICE_UNIT_STATEMENT' },
    doubts: byOfficer,
    expected: (salary) => Math.round((salary * 5) / 24),
  },
  /** Art. 57, 59(3): nine days were prescribed after an intra-uterine device, seven are the most. */
  CONTRACEPTION: {
    scheme: 'MATERNITY',
    event: 'CONTRACEPTION',
    leaveFrom: '2026-11-02',
    leaveTo: '2026-11-10',
    holdings: () => ({}),
    needs: ['CONTRACEPTION'],
    recorded: { fact: { contraception: { measure: 'IUD', prescribedDays: 9 } }, paper: 'MEDICAL_PAPER' },
    doubts: byOfficer,
    expected: (salary) => Math.round((salary * 7) / 30),
  },
  /** Art. 54, 58(2): until the handover, sixty days at least, and the lump sum. */
  SURROGATE: {
    scheme: 'MATERNITY',
    leaveFrom: born,
    leaveTo: '2027-01-01',
    childBorn: born,
    holdings: ({ claimant, child }) => ({ papers: [notice(claimant, child, { isSurrogateBirth: true })] }),
    needs: ['SURROGACY'],
    recorded: {
      fact: { surrogacy: { claimant: 'SURROGATE', handedOverOn: '2026-11-20', surrogateHasRight: true } },
      paper: 'HANDOVER_RECORD',
    },
    doubts: byOfficer,
    expected: (salary) => 2 * salary + 2 * level,
  },
  /** Art. 55, 59(3): from the handover on 20 November to 2 May, the day before six months: five months and 13 days. */
  COMMISSIONING: {
    scheme: 'MATERNITY',
    event: 'SURROGACY',
    leaveFrom: '2026-11-20',
    leaveTo: '2027-05-02',
    childBorn: born,
    namesChild: true,
    holdings: ({ claimant, child, other }) => ({
      papers: [notice(other, child, { isSurrogateBirth: true })],
      registrations: [registration(child, [claimant])],
    }),
    needs: ['SURROGACY'],
    recorded: {
      fact: { surrogacy: { claimant: 'COMMISSIONING', handedOverOn: '2026-11-20', surrogateHasRight: true } },
      paper: 'HANDOVER_RECORD',
    },
    doubts: byOfficer,
    expected: (salary) => Math.round(5 * salary + (salary * 13) / 30),
  },
  /** Art. 53(5): she died on 10 November; from the 11th to 2 May, five months and 22 days are the father's. */
  MOTHER_GONE: {
    scheme: 'MATERNITY',
    leaveFrom: '2026-11-11',
    leaveTo: '2027-05-02',
    childBorn: born,
    namesChild: true,
    isMan: true,
    holdings: ({ claimant, child, other }) => ({
      papers: [notice(other, child, { fatherId: claimant })],
      registrations: [registration(child, [other, claimant])],
      deaths: [deathOf(other, '2026-11-10')],
    }),
    needs: ['MOTHER_GONE'],
    recorded: {
      fact: { motherGone: { on: '2026-11-10', leaveFrom: born, claimant: 'FATHER', motherMonths: 12 } },
      paper: 'CIVIL_STATUS_PAPER',
    },
    doubts: byOfficer,
    expected: (salary) => Math.round(5 * salary + (salary * 22) / 30),
  },
  /** Art. 53(1): back after three whole months, which are paid; the level of before 1 July 2026. */
  EARLY_RETURN: {
    scheme: 'MATERNITY',
    leaveFrom: '2026-05-04',
    leaveTo: '2026-11-03',
    childBorn: '2026-05-04',
    holdings: ({ claimant, child }) => ({
      papers: [notice(claimant, child, { childBornAt: '2026-05-04T02:00:00Z' })],
    }),
    recorded: { fact: { returnedOn: '2026-08-20' }, paper: 'EMPLOYER_STATEMENT' },
    doubts: byOfficer,
    expected: (salary) => 3 * salary + 2 * 2_340_000,
  },
  /** Art. 50(5): no month of the twelve before, but eight of the twenty-four. */
  INFERTILITY: {
    scheme: 'MATERNITY',
    leaveFrom: born,
    leaveTo: '2027-05-02',
    childBorn: born,
    contributed: { from: '2025-03-01', to: '2025-10-01' },
    holdings: ({ claimant, child }) => ({ papers: [notice(claimant, child)] }),
    recorded: { fact: { infertilityTreated: true }, paper: 'MEDICAL_PAPER' },
    doubts: byOfficer,
    expected: (salary) => 6 * salary + 2 * level,
  },
  /** Art. 53(2)(a), 58(1): five days, and the lump sum that the mother has no right to. */
  FATHERS_LUMP_SUM: {
    scheme: 'MATERNITY',
    event: 'PATERNITY',
    leaveFrom: '2026-11-09',
    leaveTo: '2026-11-13',
    childBorn: born,
    namesChild: true,
    isMan: true,
    holdings: ({ claimant, child, other }) => ({
      papers: [notice(other, child, { fatherId: claimant })],
      registrations: [registration(child, [other, claimant])],
    }),
    recorded: { fact: { motherMonths: 5 }, paper: 'EARLIER_DECISION' },
    doubts: byOfficer,
    expected: (salary) => Math.round((salary * 5) / 24) + 2 * level,
  },
  /** Art. 46: a sickness of which an earlier decision tells; five days. */
  AFTER_PAPER: {
    scheme: 'CONVALESCENCE',
    ...week,
    lateExplanation: 'Danh sách của đơn vị nộp chậm',
    holdings: () => ({}),
    needs: ['EARLIER_LEAVE'],
    recorded: {
      fact: {
        earlierLeave: {
          of: 'SICKNESS',
          endedOn: '2026-10-30',
          sickDaysInYear: 31,
          last: 'OTHER',
          children: 1,
        },
      },
      paper: 'EARLIER_DECISION',
    },
    doubts: ['RECORDED_BY_OFFICER', 'LATE_FILING'],
    expected: () => (5 * level * 3) / 10,
  },
} as const satisfies Readonly<Record<string, ClaimKind>>;
