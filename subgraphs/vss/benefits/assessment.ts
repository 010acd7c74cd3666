import type { Line, LineFacts } from './line.ts';
import { payLine } from './line.ts';
import type { Dong } from './parameters/money.ts';
import type { OpenQuestion } from './parameters/open-questions.ts';
import type { ReasonCode } from './reasons/reasons.ts';

/** What the law gives for the facts of a claim, line by line, and why it gives no more. */
export interface Assessment {
  readonly eligible: boolean;
  /** Sum of the lines. */
  readonly amount: Dong;
  /** Days that are paid; null where the law counts in months or in children. */
  readonly days: number | null;
  readonly months: number | null;
  /** Calendar days after the last whole month. */
  readonly oddDays: number | null;
  readonly lines: readonly Line[];
  /** The one that weighs most first. */
  readonly reasons: readonly ReasonCode[];
  /** Open questions whose answer this result rests on. */
  readonly reliedOn: readonly OpenQuestion[];
  /** How it was worked out, for who checks it. */
  readonly workings: Readonly<Record<string, number | string>>;
}

interface Findings {
  readonly days?: number | null;
  readonly months?: number | null;
  readonly oddDays?: number | null;
  readonly reasons?: readonly ReasonCode[];
  readonly reliedOn?: readonly OpenQuestion[];
  readonly workings?: Readonly<Record<string, number | string>>;
}

/** An assessment that pays these lines. A line of nothing is left out. */
export function grant(lines: readonly LineFacts[], findings: Findings = {}): Assessment {
  const paid = lines.map(payLine).filter(({ amount }) => amount > 0);
  const reliedOn = new Set(findings.reliedOn ?? []);
  if (paid.some(({ rounded }) => rounded)) reliedOn.add('ROUNDING');
  return {
    eligible: true,
    amount: paid.reduce((sum, { amount }) => sum + amount, 0),
    days: findings.days ?? null,
    months: findings.months ?? null,
    oddDays: findings.oddDays ?? null,
    lines: paid,
    reasons: findings.reasons ?? [],
    reliedOn: [...reliedOn],
    workings: findings.workings ?? {},
  };
}

/** An assessment that pays nothing, and says why. */
export function refuse(code: ReasonCode, findings: Omit<Findings, 'reasons'> = {}): Assessment {
  return {
    eligible: false,
    amount: 0,
    days: findings.days ?? null,
    months: null,
    oddDays: null,
    lines: [],
    reasons: [code],
    reliedOn: findings.reliedOn ?? [],
    workings: findings.workings ?? {},
  };
}
