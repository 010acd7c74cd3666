import { UsageError } from '../subgraphs/kit/command/usage-error.ts';
import { loadWorld } from '../test/world/load-world.ts';
import { showProgress } from '../test/world/show-progress.ts';
import type { WorldOptions } from '../test/world/generate-world.ts';
import { findWorld } from '../test/world/world-mark.ts';
import type { WorldStores } from '../test/world/world-record.ts';

/** The people that the stores hold in the end. */
export interface FilledStores {
  readonly people: number;
  /** Whether they were there before. */
  readonly isKept: boolean;
}

/**
 * Makes a world in empty stores, with a progress bar; a world that is there is kept, whatever its population.
 *
 * @throws UsageError when there is another world, or a part of one
 */
export async function fillStores(stores: WorldStores, world: WorldOptions): Promise<FilledStores> {
  const found = await findWorld(stores);
  switch (found.kind) {
    case 'none':
      return { people: await makeWorld(stores, world), isKept: false };
    case 'unfinished':
      throw new UsageError(
        'The stores hold a world whose making was cut short. Delete it, or set DATA_DIR or MONGODB_URI to another place.',
      );
    case 'whole':
      if (found.seed === world.seed && found.asOf === world.asOf)
        return { people: found.people, isKept: true };
      throw new UsageError(
        `The stores hold the world of seed "${found.seed}" and day ${found.asOf}. Give --seed "${found.seed}", or set DATA_DIR or MONGODB_URI to another place.`,
      );
  }
}

async function makeWorld(stores: WorldStores, world: WorldOptions): Promise<number> {
  const progress = showProgress(process.stderr, 'people', world.population);
  try {
    return await loadWorld(stores, world, progress.update);
  } finally {
    progress.end();
  }
}
