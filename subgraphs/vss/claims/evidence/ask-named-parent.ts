import type { AskHub } from '../../../kit/hub/ask-hub.ts';
import { registeredOperation } from '../../../kit/hub/registered-operation.ts';
import type { ChildOnPaper } from '../record/officer-fact.ts';
import { askForClaims, client } from './ask-for-claims.ts';
import type { KinshipQuestion } from './evidence-source.ts';
import { nodeAt, textAt } from './json-reader.ts';

const namedParent = registeredOperation(client, 'named-parent');

/**
 * Whether the paper that an officer has recorded is about the child whom the claim names, as the population database says. It
 * is asked about the claimant, and of nothing but what the case states.
 */
export async function askNamedParent(
  ask: AskHub,
  { claimantId: claimant, childId: child, caseName, office }: KinshipQuestion,
  { kind, number, proof }: ChildOnPaper,
): Promise<'RECORDED' | 'NOT_PROVEN' | 'AWAY'> {
  const { data } = await askForClaims(
    ask,
    { caseName, office },
    {
      query: namedParent,
      variables: { claimant, child, kind, number, proof },
    },
  );
  const outcome = textAt(nodeAt(data, 'claimant'), 'isNamedParentOf');
  if (outcome === undefined) return 'AWAY';
  return outcome === 'MATCH' ? 'RECORDED' : 'NOT_PROVEN';
}
