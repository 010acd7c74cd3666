import type { Relation } from '../../../../schema/policy/relation.ts';
import { instantText } from '../../../../schema/calendar/instant-text.ts';
import type { ClaimRecord } from '../../collections.ts';
import { moves, type Move } from './claim-moves.ts';

/** Who moves a claim: somebody whom the gateway has named, or the machine of social insurance by a rule of its own. */
export type Mover =
  | {
      readonly kind: 'CALLER';
      readonly role: string;
      readonly purpose: string;
      /** The relations to the claim that are proven. */
      readonly relations: readonly Relation[];
      /** Code of the office or employer; absent for a citizen, who speaks for no organisation. */
      readonly organisation?: string | undefined;
    }
  | { readonly kind: 'SYSTEM'; readonly rule: string };

/** Why a claim is not moved. */
export type MoveRefused = 'NOT_FROM_THIS_STATE' | 'NOT_YOURS_TO_MOVE';

/** Why a mover may not make a move with a claim in its state; undefined when it may. */
export function moveRefused(
  { state }: Pick<ClaimRecord, 'state'>,
  move: Move,
  mover: Mover,
): MoveRefused | undefined {
  if (!mayMove(move, mover)) return 'NOT_YOURS_TO_MOVE';
  return moves[move].from.includes(state) ? undefined : 'NOT_FROM_THIS_STATE';
}

/** Whether a mover may make a move at all, whatever state the claim is in. */
export function mayMove(move: Move, mover: Mover): boolean {
  const { by, bySystem } = moves[move];
  if (mover.kind === 'SYSTEM') return bySystem;
  return by.some(
    ({ role, relations, purposes }) =>
      role === mover.role &&
      purposes.includes(mover.purpose) &&
      relations.some((relation) => mover.relations.includes(relation)),
  );
}

/** A move that its mover may not make: the caller must ask `moveRefused` before. */
export class IllegalMoveError extends Error {
  override readonly name = 'IllegalMoveError';
}

/**
 * The claim after a move, with what the move changes; its timeline is longer by the states that it went through.
 *
 * @throws IllegalMoveError
 */
export function moveClaim(
  claim: ClaimRecord,
  move: Move,
  mover: Mover,
  at: Temporal.Instant,
  change: Partial<Omit<ClaimRecord, 'id' | 'version' | 'state' | 'timeline'>> = {},
): ClaimRecord {
  const refused = moveRefused(claim, move, mover);
  if (refused) throw new IllegalMoveError(`${move} from ${claim.state}: ${refused}.`);
  const { to, note } = moves[move];
  // A clock that runs behind another machine's must not put a step before the one that it follows.
  const last = claim.timeline.at(-1)?.at ?? '';
  const now = instantText(at);
  const step = { at: now < last ? last : now, actor: actorOf(mover), role: roleOf(mover) };
  const states = to.length === 0 ? [claim.state] : to;
  const notes = states.map((state) => (state === 'CLOSED' && to.length > 1 ? 'Đã đóng hồ sơ' : note));
  return {
    ...claim,
    ...change,
    state: states.at(-1) ?? claim.state,
    timeline: [
      ...claim.timeline,
      ...states.map((state, index) => ({ ...step, state, note: notes[index] ?? note })),
    ],
    updatedAt: step.at,
  };
}

function actorOf(mover: Mover): string {
  if (mover.kind === 'SYSTEM') return mover.rule;
  return mover.organisation ?? (mover.role === 'PORTAL_BACKEND' ? 'Cổng Dịch vụ công' : 'Người hưởng');
}

function roleOf(mover: Mover): string {
  return mover.kind === 'SYSTEM' ? 'SYSTEM' : mover.role;
}
