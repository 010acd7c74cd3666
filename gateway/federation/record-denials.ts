import { decisionId } from '../access/judge-selection.ts';
import { toAnswerPath } from '../operation/answer-path.ts';
import type { AnswerShape } from '../operation/answer-shape.ts';
import type { Denial } from '../operation/refusals.ts';
import type { FetchedDenial } from './fetching/plan-run.ts';

/**
 * What agencies denied for some of their records, in the client's terms: one for each selection, however many records.
 * What only the planner asked for is not the client's to hear of.
 */
export function recordDenials(
  shape: AnswerShape,
  denied: readonly FetchedDenial[],
  profile: string,
): readonly Denial[] {
  const told = new Map<string, Denial>();
  for (const { path, coordinate, policyVersion } of denied) {
    const answerPath = toAnswerPath(shape, path).map(String);
    if (answerPath.length < path.length) continue;
    told.set(`${answerPath.join('.')} ${coordinate}`, {
      path: answerPath,
      coordinate,
      reason: 'NOT_RELATED',
      decisionId: decisionId(`${profile} NOT_RELATED`, coordinate),
      ...(policyVersion !== undefined && { policyVersion }),
    });
  }
  return [...told.values()];
}
