import type { RelationQuestion } from '../../schema/hub-context.ts';
import { boundedCache } from '../federation/bounded-cache.ts';
import type { AskRelations } from './prove-relations.ts';

/** How long it counts that a register has said of a child whose it is; milliseconds. */
export const heldFor = 5_000;

/** Characters of questions that are kept. */
const capacity = 1024 * 1024;

/**
 * Keeps for some seconds that a register has said yes: whoever opens a claim asks several things of it at once. A no is not kept,
 * nor that an agency was away.
 *
 * @param now milliseconds of a clock that is never set back
 */
export function createHeldKinship(now = () => performance.now()): (ask: AskRelations) => AskRelations {
  const saidUntil = boundedCache<number>(capacity);
  return (ask) => async (agency, question) => {
    const { kinship } = question;
    if (!kinship) return ask(agency, question);
    const key = keyOf(agency, kinship);
    const until = saidUntil.get(key);
    if (until !== undefined && now() < until) return { kinship: 'YES' };
    const asked = now();
    const said = await ask(agency, question);
    if (said.kinship === 'YES') saidUntil.set(key, asked + heldFor);
    return said;
  };
}

function keyOf(agency: string, { parent, child }: NonNullable<RelationQuestion['kinship']>): string {
  return JSON.stringify([agency, parent, child]);
}
