import { NotInForceError } from '../parameters/dated.ts';
import { InputReader, UnreadableError } from './input-reader.ts';
import type { BenefitCase } from './read-cases.ts';
import { schemes, type CaseAnswer } from './schemes.ts';

/** Where the rules answer something else than a case expects. */
export interface Difference {
  readonly field: string;
  readonly expected: unknown;
  readonly got: unknown;
}

export type Verdict =
  | { readonly kind: 'PASSED'; readonly answer: CaseAnswer }
  | {
      readonly kind: 'FAILED';
      readonly answer: CaseAnswer;
      readonly differences: readonly Difference[];
      /** Names of inputs that the rules of the scheme do not ask for. */
      readonly unread: readonly string[];
    }
  | { readonly kind: 'UNREADABLE'; readonly why: string };

/** Runs a case through the rules. What cannot be read is told, and holds up no other case. */
export function checkCase({ scheme, asOf, inputs, expected }: BenefitCase): Verdict {
  const answerer = schemes.get(scheme);
  if (answerer === undefined) {
    return { kind: 'UNREADABLE', why: `scheme: expected one of ${[...schemes.keys()].join(', ')}` };
  }
  try {
    const reader = new InputReader(inputs);
    const answer = answerer(reader, asOf);
    const differences = [...expected].flatMap(([field, value]) => {
      const got = answerTo(answer, field, value);
      return Object.is(got, value) ? [] : [{ field, expected: value, got }];
    });
    if (differences.length === 0) return { kind: 'PASSED', answer };
    return { kind: 'FAILED', answer, differences, unread: reader.unread() };
  } catch (error) {
    const unreadable =
      error instanceof UnreadableError || error instanceof NotInForceError || error instanceof RangeError;
    if (!unreadable) throw error;
    return { kind: 'UNREADABLE', why: error.message };
  }
}

/** The answer to an expectation. A case names one reason: any of those that are given answers it. */
function answerTo(answer: CaseAnswer, field: string, expected: unknown): unknown {
  switch (field) {
    case 'eligible':
      return answer.eligible;
    case 'expectedAmountVnd':
      return answer.amount;
    case 'expectedDays':
      return answer.days;
    case 'expectedMonths':
      return answer.months;
    case 'expectedOddDays':
      return answer.oddDays;
    case 'expectedDate':
      return answer.dueOn;
    case 'reasonCode':
      return answer.reasons.find((code) => code === expected) ?? answer.reasons[0];
    default:
      return answer.workings[field.replace('breakdown.', '')];
  }
}
