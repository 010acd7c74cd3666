import type { Collection, Stored } from '../../subgraphs/kit/store/port.ts';
import { facilityCertificates } from '../../subgraphs/health/intake/signature/facility-certificate.ts';
import { registeredFacility, type CertifiedFacility } from './facility-certificates.ts';
import { generateWorld, type WorldOptions } from './generate-world.ts';
import { markWorld } from './world-mark.ts';
import { worldCollections, type WorldAgency, type WorldStores } from './world-record.ts';

/** Documents that are written at once. */
const BATCH = 2_000;

/**
 * Generates a world into the stores of the agencies, a batch of documents at a time.
 *
 * @param onProgress is told how many people are stored
 * @returns how many people are stored in the end
 */
export async function loadWorld(
  stores: WorldStores,
  options: WorldOptions,
  onProgress: (people: number) => void = () => undefined,
): Promise<number> {
  const collections = await openCollections(stores);
  const waiting = new Map(collections.keys().map((name) => [name, [] as Stored[]]));
  let people = 0;
  const write = async (name: string, docs: Stored[]): Promise<void> => {
    const batch = docs.splice(0);
    await collections.get(name)?.insertMany(batch);
    if (name === 'citizens') onProgress((people += batch.length));
  };
  const facilities = new Map<string, CertifiedFacility>();
  for (const records of generateWorld(options)) {
    for (const { collection, doc } of records) {
      waiting.get(collection)?.push(doc);
      if (collection === 'medicalDocuments') facilities.set(doc.issuer.code, doc.issuer);
    }
    for (const [name, docs] of waiting) if (docs.length >= BATCH) await write(name, docs);
  }
  for (const [name, docs] of waiting) if (docs.length > 0) await write(name, docs);
  await registerFacilities(stores.health, [...facilities.values()]);
  await markWorld(stores, options);
  return people;
}

/** Registers the certificate with which each facility of the world signs. */
async function registerFacilities(
  health: WorldStores['health'],
  facilities: readonly CertifiedFacility[],
): Promise<void> {
  const certificates = await health.collection(facilityCertificates);
  await certificates.insertMany(facilities.map(registeredFacility));
}

/** All collections by name; no two agencies have one of the same name. */
async function openCollections(stores: WorldStores): Promise<ReadonlyMap<string, Collection<Stored>>> {
  const opened = new Map<string, Collection<Stored>>();
  for (const [agency, specs] of Object.entries(worldCollections)) {
    for (const [name, spec] of Object.entries(specs)) {
      opened.set(name, await stores[agency as WorldAgency].collection<Stored>(spec));
    }
  }
  return opened;
}
