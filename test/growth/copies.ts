import { citizens, type CitizenRecord } from '../../subgraphs/population/collections.ts';
import { contributions, type ContributionRecord } from '../../subgraphs/vss/collections.ts';
import { firstRow } from '../../subgraphs/kit/store/sqlite/rows.ts';
import { openLoadingStore } from './loading-store.ts';
import type { CollectionSpec, Stored } from '../../subgraphs/kit/store/port.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const batch = 2_000;

/**
 * Fills the citizens and the contributions of a world in files up to at least this many documents each, with copies of those that
 * are there under other ids and numbers: a world has no paper numbers for more than a million people. Files with as many stay as they are.
 */
export async function addCopies(pathOf: (name: string) => string, documents: number): Promise<void> {
  await copyInto(pathOf('population'), citizens, documents, ({ id }) => id, copyOfCitizen);
  await copyInto(pathOf('vss'), contributions, documents, ({ citizenId }) => citizenId, copyOfContribution);
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
  ownerOf: (doc: T) => string,
  copyOf: (doc: T, copy: number) => T,
): Promise<void> {
  const store = await openLoadingStore(path, [spec]);
  const collection = await store.collection(spec);
  const times = Math.max(0, Math.ceil(documents / (await collection.count())) - 1);
  const rows = times > 0 ? store.rowsOf(spec) : [];
  const places = new Float64Array(times * rows.length);
  for (const [at, row] of rows.entries()) {
    const owner = ownerOf(store.documentAt(spec, row));
    for (let copy = 1; copy <= times; copy += 1)
      places[at * times + copy - 1] = firstRow(idOfCopy(owner, copy));
  }
  let copies: T[] = [];
  for (const place of inOrder(places)) {
    const row = rows[Math.floor(place / times)] ?? 0;
    copies.push(copyOf(store.documentAt(spec, row), (place % times) + 1));
    if (copies.length < batch) continue;
    await collection.insertMany(copies);
    copies = [];
  }
  await collection.insertMany(copies);
  await store.close();
}

/** The numbers of the places as these follow each other: what comes in this order is written to the end of the table. */
function inOrder(places: Float64Array): Uint32Array {
  return Uint32Array.from(places.keys()).toSorted((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
}
