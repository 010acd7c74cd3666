import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { crashPapers, paperOf } from './crash-papers.ts';

/**
 * Child process of the crash test: `crash-writer.ts FILE ROUND`. Inserts, loads in bulk and replaces for as long as it
 * is let live; after each acknowledged write it prints one line, `ID VERSION`.
 */
const [file = '', round = ''] = process.argv.slice(2);
const store = await openStore({ uri: `file:${file}` });
const collection = await store.collection(crashPapers);

async function keepWriting(writer: number): Promise<never> {
  for (let number = 0; ; number++) {
    const id = `${round}-${writer}-${number}`;
    await collection.insert(paperOf(id, 1));
    process.stdout.write(`${id} 1\n`);
    await collection.replace(paperOf(id, 1, 2));
    process.stdout.write(`${id} 2\n`);
    const batch = Array.from({ length: 5 }, (_, place) => paperOf(`${id}-${place}`, 1));
    await collection.insertMany(batch);
    process.stdout.write(batch.map((doc) => `${doc.id} 1\n`).join(''));
  }
}

await Promise.all([0, 1, 2, 3].map(keepWriting));
