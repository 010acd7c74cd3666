import { statementOf, type StatedChild } from '../../../schema/stated-child.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import { bearingRange, soleBearer } from '../bearers.ts';
import { isUnregistered } from '../child-on-paper.ts';
import { everyRelationOf } from '../load-relations.ts';
import type { CitizenRecord, IdentifierKind } from '../collections.ts';
import type { VerificationOutcome } from '../relations.ts';
import type { PopulationSources } from '../sources.ts';

/**
 * Whether a paper of a claim's file, which names a person as the parent of whoever bears a number, is about that child. Yes or
 * no, and yes for what the proven case states alone: so nobody learns by this whose a number is.
 */
export async function isNamedParentOf(
  { id }: CitizenRecord,
  { child, kind, number, proof }: StatedChild & { readonly kind: IdentifierKind },
  context: CallScope & PopulationSources,
): Promise<VerificationOutcome> {
  const stated = context.call.access?.relations.case?.states;
  if (stated !== statementOf({ child, kind, number, proof }) || child === id) return 'MISMATCH';
  const [bearers, relations] = await Promise.all([
    context.citizensByIdentifier.load(bearingRange(number)),
    everyRelationOf(context, child),
  ]);
  const bearer = soleBearer(bearers, kind, number);
  const isThatChild = bearer?.id === child && isUnregistered(bearer, relations, context.today);
  return isThatChild ? 'MATCH' : 'MISMATCH';
}
