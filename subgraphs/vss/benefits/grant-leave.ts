import { grant, type Assessment } from './assessment.ts';
import type { LineFacts } from './line.ts';

/** A grant that shows the leave and the lump sum apart. */
export function grantLeave(lines: readonly LineFacts[], findings: Parameters<typeof grant>[1]): Assessment {
  const assessment = grant(lines, findings);
  const sumOf = (lumpSum: boolean): number =>
    assessment.lines
      .filter(({ kind }) => (kind === 'LUMP_SUM') === lumpSum)
      .reduce((sum, { amount }) => sum + amount, 0);
  return {
    ...assessment,
    workings: { ...assessment.workings, leaveBenefitVnd: sumOf(false), lumpSumVnd: sumOf(true) },
  };
}
