import type { Dated } from './dated.ts';

const from = '2025-07-01';
/** Law 113/2025/QH15 and Decree 168/2026/ND-CP: a second child. */
export const secondChildFrom = '2026-07-01';

/** Months of contributions that give the right to a birth, an adoption or a commissioned child. */
export const contributionTerms = {
  ordinary: [{ from, value: { paid: 6, within: 12 }, article: 'Law 41/2024/QH15 Art 50(2)' }],
  pregnancyRest: [{ from, value: { paid: 3, within: 12, total: 12 }, article: 'Law 41/2024/QH15 Art 50(3)' }],
  infertility: [{ from, value: { paid: 6, within: 24 }, article: 'Law 41/2024/QH15 Art 50(5)' }],
} as const satisfies Record<string, readonly Dated<object>[]>;

/** A birth from this day of the month on counts its own month, when that is contributed. */
export const birthMonthCountsFromDay: readonly Dated<number>[] = [
  { from, value: 15, article: 'Circular 12/2025/TT-BNV Art 8(2)' },
];

export const averageMonths: readonly Dated<number>[] = [
  { from, value: 6, article: 'Law 41/2024/QH15 Art 59(1)' },
];

/** Of the average: a working day (visits, the father) and a calendar day (all else). */
export const workingDayDivisor: readonly Dated<number>[] = [
  { from, value: 24, article: 'Law 41/2024/QH15 Art 59(2)' },
];
export const calendarDayDivisor: readonly Dated<number>[] = [
  { from, value: 30, article: 'Law 41/2024/QH15 Art 59(3)' },
];

export const maternityPercent: readonly Dated<number>[] = [
  { from, value: 100, article: 'Law 41/2024/QH15 Art 59(1)' },
];

export const visits: readonly Dated<{ readonly most: number; readonly daysEach: number }>[] = [
  { from, value: { most: 5, daysEach: 2 }, article: 'Law 41/2024/QH15 Art 51(1)' },
];

/** Calendar days after the loss of a pregnancy, from so many weeks on. */
export const lossDays: readonly Dated<readonly { readonly fromWeeks: number; readonly days: number }[]>[] = [
  {
    from,
    value: [
      { fromWeeks: 0, days: 10 },
      { fromWeeks: 5, days: 20 },
      { fromWeeks: 13, days: 40 },
      { fromWeeks: 22, days: 50 },
    ],
    article: 'Law 41/2024/QH15 Art 52(1)',
  },
];

/** From here on a loss is as a birth, for who fulfils the condition of Art. 50. */
export const lossAsBirthFromWeeks: readonly Dated<number>[] = [
  { from, value: 22, article: 'Law 41/2024/QH15 Art 52(2)' },
];

export type Contraception = 'IUD' | 'STERILISATION';

export const contraceptionDays: Readonly<Record<Contraception, readonly Dated<number>[]>> = {
  IUD: [{ from, value: 7, article: 'Law 41/2024/QH15 Art 57(1)(a)' }],
  STERILISATION: [{ from, value: 15, article: 'Law 41/2024/QH15 Art 57(1)(b)' }],
};

export interface BirthLeave {
  readonly months: number;
  /** For each child of one birth from the second on. */
  readonly monthsEachMore: number;
  /** Who has one living biological child when this one is born; null before the law knew that. */
  readonly secondChildMonths: number | null;
  /** The leave after which a return to work keeps the whole benefit. */
  readonly earlyReturnMonths: number;
}

export const birthLeave: readonly Dated<BirthLeave>[] = [
  {
    from,
    value: { months: 6, monthsEachMore: 1, secondChildMonths: null, earlyReturnMonths: 4 },
    article: 'Law 41/2024/QH15 Art 53(1); Labour Code Art 139(1)',
  },
  {
    from: secondChildFrom,
    value: { months: 6, monthsEachMore: 1, secondChildMonths: 7, earlyReturnMonths: 4 },
    article:
      'Law 41/2024/QH15 Art 53(1); Labour Code Art 139(1); Law 113/2025/QH15 Art 29; Decree 168/2026/ND-CP Art 2',
  },
];

export interface FatherLeave {
  readonly ordinary: number;
  readonly hardBirth: number;
  readonly hardBirthUnderWeeks: number;
  readonly twins: number;
  readonly twinsSurgery: number;
  readonly eachMore: number;
  readonly secondChild: number | null;
  readonly withinDays: number;
}

const fatherDays = {
  ordinary: 5,
  hardBirth: 7,
  hardBirthUnderWeeks: 32,
  twins: 10,
  twinsSurgery: 14,
  eachMore: 3,
  withinDays: 60,
};

export const fatherLeave: readonly Dated<FatherLeave>[] = [
  { from, value: { ...fatherDays, secondChild: null }, article: 'Law 41/2024/QH15 Art 53(2),(3)' },
  {
    from: secondChildFrom,
    value: { ...fatherDays, secondChild: 10 },
    article: 'Law 41/2024/QH15 Art 53(2),(3); Law 113/2025/QH15 Art 29; Decree 168/2026/ND-CP Art 2',
  },
];

/** The age in months that ends the leave for an adopted or a commissioned child. */
export const childLeaveUntilMonths: readonly Dated<number>[] = [
  { from, value: 6, article: 'Law 41/2024/QH15 Art 55, 56(1)' },
];

/** Fewest calendar days of a surrogate mother after the birth. */
export const surrogateDays: readonly Dated<number>[] = [
  { from, value: 60, article: 'Law 41/2024/QH15 Art 54' },
];
