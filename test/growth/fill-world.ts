import { facilityCertificates } from '../../subgraphs/health/intake/signature/facility-certificate.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { CollectionSpec, Stored } from '../../subgraphs/kit/store/port.ts';
import type { WorldOptions } from '../world/generate-world.ts';
import { loadWorld } from '../world/load-world.ts';
import { worldMarks } from '../world/world-mark.ts';
import { worldCollections, type WorldAgency, type WorldStores } from '../world/world-record.ts';
import { openLoadingStore } from './loading-store.ts';

/** What a world puts into the store of an agency beside its collections. */
const others: Partial<Record<WorldAgency, readonly CollectionSpec<Stored>[]>> = {
  health: [facilityCertificates],
  population: [worldMarks],
};

/**
 * Makes a world in new stores: files are filled in bulk, others as `npm start` fills them.
 *
 * @param uriOf the store of each agency
 */
export async function fillWorld(
  uriOf: (name: WorldAgency) => string,
  world: WorldOptions,
  onProgress?: (people: number) => void,
): Promise<void> {
  const agencies = Object.keys(worldCollections) as readonly WorldAgency[];
  const opened = await Promise.all(
    agencies.map(async (agency) => [agency, await openForFilling(agency, uriOf(agency))] as const),
  );
  const stores = Object.fromEntries(opened) as unknown as WorldStores;
  await loadWorld(stores, world, onProgress);
  for (const [, store] of opened) await store.close();
}

function openForFilling(agency: WorldAgency, uri: string) {
  if (!uri.startsWith('file:')) return openStore({ uri });
  const specs: readonly CollectionSpec<Stored>[] = Object.values(worldCollections[agency]);
  return openLoadingStore(uri.slice('file:'.length), [...specs, ...(others[agency] ?? [])]);
}
