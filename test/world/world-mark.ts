import type { CollectionSpec, Stored } from '../../subgraphs/kit/store/port.ts';
import type { WorldOptions } from './generate-world.ts';
import { worldCollections, type WorldStores } from './world-record.ts';

/** Written when all of a world is stored, and not before. */
interface WorldMark extends Stored {
  readonly seed: string;
  readonly asOf: string;
}

/** Where it is written that a world is whole. */
export const worldMarks: CollectionSpec<WorldMark> = { name: 'worldMarks', indexes: [] };
const markId = 'world';

/** The world that stores hold. */
export type FoundWorld =
  | { readonly kind: 'none' }
  /** Its making was cut short: families lack papers, claims lack evidence. */
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'whole'; readonly seed: string; readonly asOf: string; readonly people: number };

/** Says that all of a world is stored. */
export async function markWorld(
  { population }: WorldStores,
  { seed, asOf }: Pick<WorldOptions, 'seed' | 'asOf'>,
): Promise<void> {
  const marks = await population.collection(worldMarks);
  await marks.insert({ id: markId, version: 1, seed, asOf });
}

/** Looks which world the stores hold. */
export async function findWorld({ population }: WorldStores): Promise<FoundWorld> {
  const mark = await (await population.collection(worldMarks)).get(markId);
  const people = await (await population.collection<Stored>(worldCollections.population.citizens)).count();
  if (mark !== undefined) return { kind: 'whole', seed: mark.seed, asOf: mark.asOf, people };
  return { kind: people === 0 ? 'none' : 'unfinished' };
}
