import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Texts of the clients' files, and of the operations beside them, by their path within the folder. */
export type ClientTexts = Readonly<Record<string, string>>;

/** Where clients' files are read. */
export interface ClientFiles {
  /** Names of the files that stand at the top. @throws Error when the folder cannot be read */
  list(): Promise<readonly string[]>;
  /** @param path within the folder @throws Error when it cannot be read */
  read(path: string): Promise<string>;
}

/** Those of a folder, as they are whenever they are read. */
export function filesIn(folder: string): ClientFiles {
  return { list: () => readdir(folder), read: (path) => readFile(join(folder, path), 'utf8') };
}

/** Those that were read before. */
export function filesOf(texts: ClientTexts): ClientFiles {
  const known = new Map(Object.entries(texts));
  return {
    list: async () => [...known.keys()].filter((path) => !path.includes('/')),
    async read(path) {
      const text = known.get(path);
      if (text === undefined) throw new Error(`${path} was not there when the clients were read.`);
      return text;
    },
  };
}

/** What a client's file can be, or name (see `readOperations`). */
const clientFile = /^([^/]+\.yaml|operations\/.+\.(graphql|json))$/;

/**
 * Reads all of them at once. Links are followed: deployments mount folders as links.
 *
 * @throws Error when the folder, or a file in it, cannot be read
 */
export async function readClientTexts(folder: string): Promise<ClientTexts> {
  const paths = [...(await pathsIn(folder, '')), ...(await pathsIn(folder, 'operations'))];
  const files = paths.filter((path) => clientFile.test(path)).toSorted();
  const texts = files.map(async (path) => [path, await readFile(join(folder, path), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(texts));
}

/** Files in a folder, and in those below `operations`. */
async function pathsIn(folder: string, at: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, at)).catch((error: unknown) => {
    // Clients need not register operations.
    if (at === 'operations' && (error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  const found = names.map(async (name) => {
    const path = at === '' ? name : `${at}/${name}`;
    const isFile = await stat(join(folder, path)).then(
      (found) => found.isFile(),
      (error: unknown) => {
        // An editor marks a file with a hidden link that leads nowhere.
        if (clientFile.test(path) && !name.startsWith('.')) throw error;
        return undefined;
      },
    );
    if (isFile === undefined) return [];
    if (isFile) return [path];
    return at === '' ? [] : pathsIn(folder, path);
  });
  return (await Promise.all(found)).flat();
}
