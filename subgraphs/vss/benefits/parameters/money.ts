import type { Dated } from './dated.ts';

/** Whole đồng. */
export type Dong = number;

/** What the base salary of the state became: most amounts are multiples of it (Law 41/2024/QH15 Art. 7). */
export const referenceLevel: readonly Dated<Dong>[] = [
  { from: '2024-07-01', value: 2_340_000, article: 'Decree 73/2024/ND-CP' },
  { from: '2026-07-01', value: 2_530_000, article: 'Decree 161/2026/ND-CP' },
];

/** Lowest and highest base of contributions, in reference levels. */
export const baseLimits: readonly Dated<{ readonly lowest: number; readonly highest: number }>[] = [
  { from: '2024-07-01', value: { lowest: 1, highest: 20 }, article: 'Law 41/2024/QH15 Art 31(1)(đ)' },
];

/** Of the reference level, for each child. */
export const lumpSumPercent: readonly Dated<number>[] = [
  { from: '2025-07-01', value: 200, article: 'Law 41/2024/QH15 Art 58(4)' },
];

/** For each child, and each fetus that died from 22 weeks on. */
export const voluntaryMaternity: readonly Dated<Dong>[] = [
  { from: '2025-07-01', value: 2_000_000, article: 'Law 41/2024/QH15 Art 95(1)' },
];
