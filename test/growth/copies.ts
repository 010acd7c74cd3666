import { citizens, type CitizenRecord } from '../../subgraphs/population/collections.ts';
import { contributions, type ContributionRecord } from '../../subgraphs/vss/collections.ts';
import { openLoadingStore } from './loading-store.ts';
import type { CollectionSpec, Stored } from '../../subgraphs/kit/store/port.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const batch = 2_000;

/**
 * Fills the citizens and the contributions of a world in files up to at least this many documents each, with copies of those that
 * are there under other ids and numbers: a world has no paper numbers for more than a million people. Files with as many stay as they are.
 */
export async function addCopies(pathOf: (name: string) => string, documents: number): Promise<void> {
  await copyInto(pathOf('population'), citizens, documents, copyOfCitizen);
  await copyInto(pathOf('vss'), contributions, documents, copyOfContribution);
}

/** The id of a copy: as evenly spread as the ids themselves. Copy 0 is the document itself. */
export function idOfCopy(id: string, copy: number): string {
  return id.replaceAll(/./g, (letter) => {
    const at = letters.indexOf(letter);
    return letters[(at + copy * 7) % letters.length] ?? letter;
  });
}

function copyOfCitizen(citizen: CitizenRecord, copy: number): CitizenRecord {
  const identifiers = citizen.identifiers.map((one) => ({ ...one, value: `${one.value}.${copy}` }));
  return { ...citizen, id: idOfCopy(citizen.id, copy), identifiers };
}

function copyOfContribution(spell: ContributionRecord, copy: number): ContributionRecord {
  return { ...spell, id: idOfCopy(spell.id, copy), citizenId: idOfCopy(spell.citizenId, copy) };
}

async function copyInto<T extends Stored>(
  path: string,
  spec: CollectionSpec<T>,
  documents: number,
  copyOf: (doc: T, copy: number) => T,
): Promise<void> {
  const store = await openLoadingStore(path, [spec]);
  const collection = await store.collection(spec);
  const times = Math.ceil(documents / (await collection.count()));
  const numbers = Array.from({ length: times - 1 }, (_, before) => before + 1);
  let copies: T[] = [];
  for (const doc of times > 1 ? store.documentsOf(spec) : []) {
    copies.push(...numbers.map((copy) => copyOf(doc, copy)));
    if (copies.length < batch) continue;
    await collection.insertMany(copies);
    copies = [];
  }
  await collection.insertMany(copies);
  await store.close();
}
