import type { Dated } from './dated.ts';

const from = '2025-07-01';

export type WorkingConditions = 'NORMAL' | 'HAZARDOUS' | 'SPECIAL_DIFFICULT_AREA';

/** A step of a scale: it holds from so many years of contributions on. */
interface YearsStep {
  readonly fromYears: number;
  readonly value: number;
}

/** Working days in a calendar year. */
export const sickDays: Readonly<Record<WorkingConditions, readonly Dated<readonly YearsStep[]>[]>> = {
  NORMAL: [{ from, value: steps(30, 40, 60), article: 'Law 41/2024/QH15 Art 43(1)(a)' }],
  HAZARDOUS: [{ from, value: steps(40, 50, 70), article: 'Law 41/2024/QH15 Art 43(1)(b)' }],
  SPECIAL_DIFFICULT_AREA: [{ from, value: steps(40, 50, 70), article: 'Law 41/2024/QH15 Art 43(1)(b)' }],
};

/** Percent of the base, once the days of the year are used up. */
export const longTermPercent: readonly Dated<readonly YearsStep[]>[] = [
  { from, value: steps(50, 55, 65), article: 'Law 41/2024/QH15 Art 45(3)' },
];

export const sicknessPercent: readonly Dated<number>[] = [
  { from, value: 75, article: 'Law 41/2024/QH15 Art 45(2)' },
];

export const armedForcesPercent: readonly Dated<number>[] = [
  { from, value: 100, article: 'Law 41/2024/QH15 Art 45(4)' },
];

/** Working days that a month of salary stands for. */
export const sicknessDivisor: readonly Dated<number>[] = [
  { from, value: 24, article: 'Law 41/2024/QH15 Art 45(5)' },
];

/** Working days for each child in a calendar year, by the age of the child when the leave begins. */
export const childDays: readonly Dated<readonly { readonly underYears: number; readonly days: number }[]>[] =
  [
    {
      from,
      value: [
        { underYears: 3, days: 20 },
        { underYears: 7, days: 15 },
      ],
      article: 'Law 41/2024/QH15 Art 44(1)',
    },
  ];

/** The step that so many years reach. */
export function stepOf(scale: readonly YearsStep[], years: number): number {
  return scale.findLast(({ fromYears }) => fromYears <= years)?.value ?? 0;
}

function steps(under15: number, under30: number, above: number): readonly YearsStep[] {
  return [
    { fromYears: 0, value: under15 },
    { fromYears: 15, value: under30 },
    { fromYears: 30, value: above },
  ];
}
