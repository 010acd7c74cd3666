import type { Relation } from '../../../schema/policy/relation.ts';
import type { RelationsTo } from './relations.ts';
import { standingOfObject, type Fields, type Standing } from './standing.ts';

/** A relation for which the purpose grants nothing is proven only where something else asks for it: both outcomes are right. */
export const eitherWay = Symbol('an outcome, or MISMATCH');

/** By which argument a field names somebody beside whom it is about. */
const named: Readonly<Record<string, string>> = {
  'Citizen.isNamedParentOf': 'child',
  'Citizen.isParentOf': 'child',
  'Citizen.isRegisteredParentOf': 'child',
  'Citizen.isSpouseOf': 'citizen',
  'Citizen.represents': 'citizen',
};

/** Opaque ids of those of whom a field tells as well. What is no id is nobody. */
export function alsoAsked(coordinate: string, args: Fields): readonly string[] {
  const id = args[named[coordinate] ?? ''];
  return typeof id === 'string' && /^[\w-]{22}$/.test(id) ? [id] : [];
}

/**
 * What of an outcome about two people is told: whoever has no relation to the second one is told nothing of whether there is a record
 * of them.
 */
export function toldOutcome(
  {
    part,
    coordinate,
    args,
  }: { readonly part: 'justice' | 'population'; readonly coordinate: string; readonly args: Fields },
  value: unknown,
  relationsTo: RelationsTo,
  grants: (relation: Relation) => boolean,
): unknown {
  if (coordinate === 'Query.verifyFamilyRelation') {
    const { relative } = args['input'] as Fields;
    const answer = value as Fields;
    // Without the first one nothing is said of the second.
    return answer['about'] === undefined ? answer : { ...answer, outcome: told(answer['outcome'], relative) };
  }
  return named[coordinate] === undefined ? value : told(value, args[named[coordinate]]);

  function told(outcome: unknown, id: unknown): unknown {
    const standing = standingOfObject(part, 'Citizen', { id }) as Standing;
    if (!['NOT_FOUND', 'NOT_YET_REGISTERED'].includes(String(outcome))) return outcome;
    const held = relationsTo(standing).filter((relation) => relation !== 'NONE');
    if (held.length === 0) return 'MISMATCH';
    return held.some(grants) ? outcome : eitherWay;
  }
}
