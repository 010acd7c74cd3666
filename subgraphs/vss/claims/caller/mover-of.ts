import type { AccessContext } from '../../../../schema/hub-context.ts';
import type { Standing } from '../../../kit/access/standing.ts';
import { relationsOf } from '../../../kit/access/relations-of.ts';
import type { Mover } from '../state/move-claim.ts';

/**
 * A caller as who moves a claim; undefined for one about whom the gateway says nothing. Of an officer whose token does not say
 * which citizen they are nobody can tell whether the claim is their own: they look, and move nothing.
 */
export function moverOf(access: AccessContext | undefined, standing: Standing): Mover | undefined {
  if (!access) return undefined;
  const { role, purpose, organisation, citizen } = access;
  const proven = relationsOf(standing, access);
  const relations = citizen === undefined ? proven.filter((relation) => relation !== 'CASE') : proven;
  return { kind: 'CALLER', role, purpose, relations, organisation };
}
