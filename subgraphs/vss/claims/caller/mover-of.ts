import type { AccessContext } from '../../../../schema/hub-context.ts';
import type { Standing } from '../../../kit/access/standing.ts';
import { relationsOf } from '../../../kit/access/relations-of.ts';
import type { Mover } from '../state/move-claim.ts';

/** A caller as who moves a claim; undefined for one about whom the gateway says nothing. */
export function moverOf(access: AccessContext | undefined, standing: Standing): Mover | undefined {
  if (!access) return undefined;
  const { role, purpose, organisation } = access;
  return { kind: 'CALLER', role, purpose, relations: relationsOf(standing, access), organisation };
}
