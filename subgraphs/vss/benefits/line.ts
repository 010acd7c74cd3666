import type { Dong } from './parameters/money.ts';

/** A monthly salary as a sum over so many months: an average that no division has rounded. */
export interface MonthlyBase {
  readonly total: Dong;
  readonly months: number;
}

export type LineKind =
  | 'SICKNESS'
  | 'LONG_TERM_SICKNESS'
  | 'SICK_CHILD'
  | 'CONVALESCENCE'
  | 'PRENATAL_VISIT'
  | 'PREGNANCY_LOSS'
  | 'MATERNITY_LEAVE'
  | 'PATERNITY_LEAVE'
  | 'CONTRACEPTION'
  | 'LUMP_SUM'
  | 'VOLUNTARY_MATERNITY';

/** Of what a line pays: whole months, single days (halves of them too), or children. */
export interface Quantity {
  readonly months?: number;
  readonly days?: number;
  readonly children?: number;
}

export interface LineFacts extends Quantity {
  readonly kind: LineKind;
  readonly base: MonthlyBase;
  readonly ratePercent: number;
  /** Days that a month, or the base, stands for. */
  readonly divisor: number;
  readonly articles: readonly string[];
}

/** One line of an assessment: what is paid, how it is worked out, and on which articles. */
export interface Line extends LineFacts {
  readonly amount: Dong;
  /** The exact amount was no whole đồng. */
  readonly rounded: boolean;
}

/**
 * base × rate × (months or children + days / divisor), exact until the one rounding of the whole line, half up
 * (the open question ROUNDING).
 */
export function payLine(facts: LineFacts): Line {
  const { base, ratePercent, divisor, months = 0, days = 0, children = 0 } = facts;
  const halfUnits = BigInt((months + children) * divisor * 2) + BigInt(days * 2);
  const numerator = BigInt(base.total) * BigInt(ratePercent) * halfUnits;
  const denominator = BigInt(base.months) * 100n * BigInt(divisor) * 2n;
  return {
    ...facts,
    amount: Number((2n * numerator + denominator) / (2n * denominator)),
    rounded: numerator % denominator !== 0n,
  };
}
