import type { MedicalDocumentRecord } from '../../subgraphs/health/collections.ts';
import type {
  BirthRegistrationRecord,
  DeathRegistrationRecord,
} from '../../subgraphs/justice/collections.ts';
import type { BenefitEvent, BenefitScheme, ClaimRecord } from '../../subgraphs/vss/collections.ts';
import type { RecordableFact } from '../../subgraphs/vss/claims/record/officer-fact.ts';
import {
  bornOn as born,
  certificate,
  deathOf,
  granted,
  lossOf,
  notice,
  registration,
} from './claim-papers.ts';
import { recordedKinds } from './recorded-kinds.ts';

/** The people of one claim, by opaque id: who claims, a child, and the child's other parent. */
export interface ClaimCast {
  readonly claimant: string;
  readonly child: string;
  readonly other: string;
}

/** What agencies hold about the people of a claim. */
export interface Holdings {
  readonly papers?: readonly MedicalDocumentRecord[];
  readonly registrations?: readonly BirthRegistrationRecord[];
  readonly deaths?: readonly DeathRegistrationRecord[];
  /** Claims that were granted before. */
  readonly earlier?: readonly ClaimRecord[];
}

/** A kind of claim: what is sent in, what agencies hold, and what it must come to by the law's formula. */
export interface ClaimKind {
  readonly scheme: BenefitScheme;
  readonly event?: BenefitEvent;
  readonly leaveFrom: string;
  readonly leaveTo: string;
  /** The child's day of birth, where the claim is about one; `namesChild` where the sender says which. */
  readonly childBorn?: string;
  readonly namesChild?: true;
  readonly insuredAs?: 'VOLUNTARY';
  /** The claimant is a man, and the child's father. */
  readonly isMan?: true;
  /** First and last month of contributions, where not to this day. */
  readonly contributed?: { readonly from: string; readonly to: string };
  /** What the rules cannot be asked without; nothing where left out. */
  readonly needs?: readonly RecordableFact[];
  /** What an officer records after the claim was sent, and the kind of paper that says it. */
  readonly recorded?: { readonly fact: object; readonly paper: string };
  /** Sent after the seven working days of Art. 49, 63, and so with an explanation (Art. 92(1)). */
  readonly lateExplanation?: string;
  /** Days of sickness that were paid this year already. */
  readonly sickDaysPaid?: number;
  /** What an officer has to look at; nothing where left out. */
  readonly doubts?: readonly string[];
  readonly holdings: (cast: ClaimCast) => Holdings;
  /** Whole đồng for a monthly salary: worked out here, by other code than the rules. */
  readonly expected: (salary: number) => number;
}

const level = 2_530_000;
const week = { leaveFrom: '2026-11-02', leaveTo: '2026-11-06' } as const;

/** Kinds of claims, with the article of each formula (Law 41/2024/QH15). */
export const claimKinds = {
  /** Art. 45(2), (5): five days at 75 % of a 24th. */
  ILLNESS: {
    scheme: 'SICKNESS',
    ...week,
    holdings: ({ claimant }) => ({ papers: [certificate(claimant, week)] }),
    expected: (salary) => Math.round((salary * 5) / 32),
  },
  /** Art. 43(2), 45(3)(c): the thirty days of the year are used; five days at 50 %. */
  LONG_TERM: {
    scheme: 'SICKNESS',
    ...week,
    sickDaysPaid: 30,
    holdings: ({ claimant }) => ({
      papers: [certificate(claimant, { ...week, isListedLongTermDisease: true })],
    }),
    expected: (salary) => Math.round((salary * 5) / 48),
  },
  /** Art. 44, 45(2): three days. */
  CHILD: {
    scheme: 'SICKNESS',
    leaveFrom: '2026-11-09',
    leaveTo: '2026-11-11',
    childBorn: '2024-01-10',
    namesChild: true,
    holdings: ({ child }) => ({
      papers: [certificate(child, { leaveFrom: '2026-11-09', leaveTo: '2026-11-11' })],
    }),
    expected: (salary) => Math.round((salary * 3) / 32),
  },
  /** Art. 51, 59(2): two days of a 24th. */
  VISIT: {
    scheme: 'MATERNITY',
    leaveFrom: '2026-11-02',
    leaveTo: '2026-11-03',
    holdings: ({ claimant }) => ({
      papers: [certificate(claimant, { leaveFrom: '2026-11-02', leaveTo: '2026-11-03' })],
    }),
    expected: (salary) => Math.round(salary / 12),
  },
  /** Art. 52(1)(c), 59(3): twenty calendar days of a thirtieth. */
  LOSS: {
    scheme: 'MATERNITY',
    leaveFrom: '2026-10-12',
    leaveTo: '2026-10-31',
    holdings: ({ claimant }) => ({ papers: [lossOf(claimant)] }),
    expected: (salary) => Math.round((salary * 2) / 3),
  },
  /** Art. 53(1), 58(4), 59(1): six months, and twice the reference level. */
  BIRTH: {
    scheme: 'MATERNITY',
    leaveFrom: born,
    leaveTo: '2027-05-02',
    childBorn: born,
    holdings: ({ claimant, child }) => ({ papers: [notice(claimant, child)] }),
    expected: (salary) => 6 * salary + 2 * level,
  },
  /** Decree 168/2026/ND-CP Art. 2: seven months for a second child. */
  SECOND_CHILD: {
    scheme: 'MATERNITY',
    leaveFrom: born,
    leaveTo: '2027-06-02',
    childBorn: born,
    holdings: ({ claimant, child }) => ({
      papers: [notice(claimant, child, { livingChildrenIncludingThis: 2 })],
    }),
    expected: (salary) => 7 * salary + 2 * level,
  },
  /** No article makes the leave shorter (open question CHILD_DEATH): an officer sees that the child died. */
  CHILD_DIED: {
    scheme: 'MATERNITY',
    leaveFrom: born,
    leaveTo: '2027-05-02',
    childBorn: born,
    namesChild: true,
    doubts: ['CHILD_DIED'],
    holdings: ({ claimant, child }) => ({
      papers: [notice(claimant, child)],
      deaths: [deathOf(child, '2026-11-20')],
    }),
    expected: (salary) => 6 * salary + 2 * level,
  },
  /** Labour Code Art. 139(1), Art. 58(4): a month more, and the lump sum for each. */
  TWINS: {
    scheme: 'MATERNITY',
    event: 'BIRTH',
    leaveFrom: born,
    leaveTo: '2027-06-02',
    childBorn: born,
    holdings: ({ claimant, child }) => ({
      papers: [notice(claimant, child, { childrenInThisBirth: 2, livingChildrenIncludingThis: 2 })],
    }),
    expected: (salary) => 7 * salary + 4 * level,
  },
  /** Art. 53(2)(b), 59(2): seven working days after surgery. */
  FATHER: {
    scheme: 'MATERNITY',
    event: 'PATERNITY',
    leaveFrom: '2026-11-09',
    leaveTo: '2026-11-17',
    childBorn: born,
    namesChild: true,
    isMan: true,
    holdings: ({ claimant, child, other }) => ({
      papers: [notice(other, child, { fatherId: claimant, deliveredBySurgery: true })],
      registrations: [registration(child, [other, claimant])],
    }),
    expected: (salary) => Math.round((salary * 7) / 24),
  },
  /** Art. 56, 58(3), 59(3): from 20 October until the day before six months, 9 February: three months and 21 days. */
  ADOPTION: {
    scheme: 'MATERNITY',
    event: 'ADOPTION',
    leaveFrom: '2026-10-20',
    leaveTo: '2027-02-09',
    childBorn: '2026-08-10',
    namesChild: true,
    doubts: ['HANDOVER_BY_WORD_ONLY'],
    holdings: ({ child, other }) => ({
      registrations: [registration(child, [other], { childBirthDate: '2026-08-10' })],
    }),
    expected: (salary) => Math.round(3 * salary + (salary * 21) / 30) + 2 * level,
  },
  /** Art. 94, 95(1). */
  VOLUNTARY: {
    scheme: 'VOLUNTARY_MATERNITY',
    leaveFrom: born,
    leaveTo: '2027-05-02',
    childBorn: born,
    insuredAs: 'VOLUNTARY',
    holdings: ({ claimant, child }) => ({ papers: [notice(claimant, child)] }),
    expected: () => 2_000_000,
  },
  /** Art. 46: thirty sick days this year, five days of 30 % of the reference level. */
  AFTER_SICKNESS: {
    scheme: 'CONVALESCENCE',
    ...week,
    sickDaysPaid: 30,
    lateExplanation: 'Danh sách của đơn vị nộp chậm',
    doubts: ['EARLIER_FILE_INCOMPLETE', 'LATE_FILING'],
    holdings: ({ claimant }) => ({
      earlier: [granted(claimant, { leaveFrom: '2026-10-19', leaveTo: '2026-10-30' })],
    }),
    expected: () => (5 * level * 3) / 10,
  },
  /** Art. 60: five days after the leave of a birth. */
  AFTER_BIRTH: {
    scheme: 'CONVALESCENCE',
    ...week,
    lateExplanation: 'Danh sách của đơn vị nộp chậm',
    doubts: ['EARLIER_FILE_INCOMPLETE', 'LATE_FILING'],
    holdings: ({ claimant }) => ({
      earlier: [
        granted(claimant, {
          scheme: 'MATERNITY',
          event: 'BIRTH',
          leaveFrom: '2026-04-20',
          leaveTo: '2026-10-19',
        }),
      ],
    }),
    expected: () => (5 * level * 3) / 10,
  },
  ...recordedKinds,
} as const satisfies Readonly<Record<string, ClaimKind>>;

export type KindName = keyof typeof claimKinds;
