import type { ClaimRecord } from '../../../subgraphs/vss/collections.ts';
import type { KnownWorld } from './known-world.ts';
import { representsLiving } from './represented.ts';

/**
 * Whether the child of a claim is its claimant's today, whatever social insurance found out before: they act for it, or, where a
 * birth is claimed for, the entry of the register that is in force names them.
 */
export function isClaimantsChild(
  world: KnownWorld,
  { claimantId, childId, scheme }: ClaimRecord,
  today: string,
): boolean {
  if (childId === undefined) return false;
  if (representsLiving(world, claimantId, childId, today)) return true;
  const isOfBirth = scheme === 'MATERNITY' || scheme === 'VOLUNTARY_MATERNITY';
  const entries = world.birthEntries.get(childId) ?? [];
  const inForce = entries.filter(
    ({ id, status }) =>
      !['SUPERSEDED', 'WITHDRAWN'].includes(status) && !entries.some(({ supersedes }) => supersedes === id),
  );
  return isOfBirth && inForce.some(({ parentIds }) => parentIds.includes(claimantId));
}
