import { createHash } from 'node:crypto';
import type { DenialCause } from '../operation/refusals.ts';
import type { AccessIndex } from '../../schema/requirements/access-index.ts';
import type { JudgedField } from './judge-members.ts';
import type { Judge } from './judge.ts';

/** Why a caller may not have a selected field; undefined where it may. */
export function judgeSelection(
  { parent, name, inputs }: JudgedField,
  index: AccessIndex,
  judge: Judge,
): DenialCause | undefined {
  const requirement = index.requirementOf(parent.name, name);
  const used = inputs.map((input) => index.inputRequirementOf(input));
  if (judge.allows(requirement, used)) return undefined;
  const coordinate = `${parent.name}.${name}`;
  const reason = judge.reasonAgainst(requirement, used);
  return { coordinate, decisionId: decisionId(judge.profile, coordinate), ...(reason && { reason }) };
}

/**
 * Names a decision: the same question under the same policies has the same name, so that what a caller was told can be
 * found in the log.
 */
export function decisionId(profile: string, coordinate: string): string {
  return createHash('sha256')
    .update(profile)
    .update('\n')
    .update(coordinate)
    .digest('base64url')
    .slice(0, 22);
}
