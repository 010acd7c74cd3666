import { sha256 } from '../../schema/sha256.ts';
import type { Collection } from '../kit/store/port.ts';
import { ConflictError, DuplicateError, NotFoundError } from '../kit/store/store-errors.ts';
import { otherBearer } from './bearers.ts';
import type { NumberHoldRecord } from './collections.ts';
import type { PopulationSources } from './sources.ts';

/** Longer than it takes to write a record, in milliseconds. */
const holdTime = 60_000;

/** Somebody else to whom a number belongs. */
export interface OtherHolder {
  /** Opaque id. */
  readonly id: string;
  /** Whether it is in that record, and not just about to be written there. */
  readonly isBorne: boolean;
}

/**
 * Holds a personal number for a citizen while it is written into the record: no number is given twice (Decree 70/2024 Art. 11),
 * and of two who give it at once one does.
 *
 * @returns to whom it belongs already; undefined where the citizen may have it
 */
export async function holdNumber(
  { citizenCollection, holdCollection }: Pick<PopulationSources, 'citizenCollection' | 'holdCollection'>,
  number: string,
  citizenId: string,
): Promise<OtherHolder | undefined> {
  // Held first, looked up then: what another one writes meanwhile was held before.
  const holder = await hold(holdCollection, number, citizenId);
  const bearer = await otherBearer(citizenCollection, number, citizenId);
  if (bearer !== undefined) return { id: bearer, isBorne: true };
  return holder === undefined ? undefined : { id: holder, isBorne: false };
}

async function hold(
  holds: Collection<NumberHoldRecord>,
  number: string,
  citizenId: string,
): Promise<string | undefined> {
  const now = Date.now();
  const mine = { id: sha256(`number ${number}`), version: 1, citizenId, expiresAt: now + holdTime };
  try {
    await holds.insert(mine);
    return undefined;
  } catch (error) {
    if (!(error instanceof DuplicateError)) throw error;
  }
  const there = await holds.get(mine.id);
  if (there && there.citizenId !== citizenId && there.expiresAt > now) return there.citizenId;
  try {
    await holds.replace({ ...mine, version: there?.version ?? 1 });
    return undefined;
  } catch (error) {
    if (!(error instanceof ConflictError || error instanceof NotFoundError)) throw error;
    return hold(holds, number, citizenId);
  }
}
