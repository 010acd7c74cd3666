import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** File name → content. */
export type ExplorerFiles = ReadonlyMap<string, Uint8Array>;

const folder = new URL('../../build/explorer/', import.meta.url);

/** Everything that decides what the bundle looks like, apart from what those packages depend on. */
const sources = ['./browser/app.ts', './bundle-explorer.ts'];
const packages = ['graphiql', 'react', 'react-dom'];

/**
 * Names the bundle that belongs to the installed packages and to this source.
 * @throws Error when the development dependencies are not installed
 */
export async function explorerVersion(): Promise<string> {
  const files = [
    ...sources.map((source) => new URL(source, import.meta.url)),
    ...packages.map((name) => new URL(import.meta.resolve(`${name}/package.json`))),
  ];
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}

/** Reads the bundle of a version from disk, or makes it and keeps it there for the next start. */
export async function loadExplorerFiles(
  version: string,
  bundle: () => Promise<ExplorerFiles>,
): Promise<ExplorerFiles> {
  const place = new URL(`${version}/`, folder);
  const kept = await readAll(place).catch(() => undefined);
  if (kept) return kept;
  const files = await bundle();
  // On a disk that cannot be written to, the bundle lives as long as the process.
  await keep(place, files).catch(() => undefined);
  return files;
}

async function readAll(place: URL): Promise<ExplorerFiles> {
  const names = await readdir(place);
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(new URL(name, place))] as const)),
  );
}

/** Writes beside the place and renames, so that nobody ever reads half a bundle. */
async function keep(place: URL, files: ExplorerFiles): Promise<void> {
  const draft = new URL(`draft-${randomUUID()}/`, folder);
  await mkdir(draft, { recursive: true });
  try {
    await Promise.all([...files].map(([name, content]) => writeFile(new URL(name, draft), content)));
    await rename(fileURLToPath(draft), fileURLToPath(place));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
