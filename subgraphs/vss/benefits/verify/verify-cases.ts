import { checkCase, type Verdict } from './check-case.ts';
import type { BenefitCase } from './read-cases.ts';

export interface Verification {
  /** Readable: each difference, and the count as the last one. */
  readonly lines: readonly string[];
  /** 0 when every case passed, 1 when one differs, 2 when one could not be read. */
  readonly exitCode: 0 | 1 | 2;
}

/** Runs all cases and says where the rules and the cases differ. */
export function verifyCases(cases: readonly BenefitCase[]): Verification {
  const verdicts = cases.map((benefitCase) => ({ id: benefitCase.id, verdict: checkCase(benefitCase) }));
  const passed = verdicts.filter(({ verdict }) => verdict.kind === 'PASSED').length;
  return {
    lines: [
      ...verdicts.flatMap(({ id, verdict }) => describe(id, verdict)),
      `${passed} passed, ${verdicts.length - passed} failed`,
    ],
    exitCode: exitCodeOf(verdicts.map(({ verdict }) => verdict.kind)),
  };
}

function exitCodeOf(kinds: readonly Verdict['kind'][]): 0 | 1 | 2 {
  if (kinds.includes('UNREADABLE')) return 2;
  return kinds.includes('FAILED') ? 1 : 0;
}

function describe(id: string, verdict: Verdict): string[] {
  if (verdict.kind === 'PASSED') return [];
  if (verdict.kind === 'UNREADABLE') return [`${id}  cannot be read: ${verdict.why}`];
  const relied =
    verdict.answer.reliedOn.length > 0 ? ` (relied on ${verdict.answer.reliedOn.join(', ')})` : '';
  const { differences, unread } = verdict;
  return [
    ...differences.map(({ field, expected, got }) => {
      return `${id}  ${field}: expected ${show(expected)}, got ${show(got)}${relied}`;
    }),
    ...(unread.length > 0
      ? [`${id}  no rule of its scheme asks for inputs.${unread.join(', inputs.')}`]
      : []),
  ];
}

function show(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  return typeof value === 'number' ? value.toLocaleString('en-US') : JSON.stringify(value);
}
