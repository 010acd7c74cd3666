import type { Dated } from './dated.ts';

const from = '2025-07-01';

export type LastSickness = 'LONG_TERM' | 'SURGERY' | 'OTHER';

export interface AfterSickness {
  /** Sick days in the year without which there is no convalescence. */
  readonly sickDays: number;
  readonly withinDays: number;
  readonly daysAYear: number;
  readonly days: Readonly<Record<LastSickness, number>>;
}

export const afterSickness: readonly Dated<AfterSickness>[] = [
  {
    from,
    value: { sickDays: 30, withinDays: 30, daysAYear: 10, days: { LONG_TERM: 10, SURGERY: 7, OTHER: 5 } },
    article: 'Law 41/2024/QH15 Art 46(1),(2)',
  },
];

export interface AfterMaternity {
  readonly withinDays: number;
  readonly multiple: number;
  readonly surgery: number;
  readonly other: number;
}

export const afterMaternity: readonly Dated<AfterMaternity>[] = [
  {
    from,
    value: { withinDays: 30, multiple: 10, surgery: 7, other: 5 },
    article: 'Law 41/2024/QH15 Art 60(1),(2)',
  },
];

/** Of the reference level, for a calendar day. */
export const convalescencePercent: readonly Dated<number>[] = [
  { from, value: 30, article: 'Law 41/2024/QH15 Art 46(3), 60(3)' },
];
