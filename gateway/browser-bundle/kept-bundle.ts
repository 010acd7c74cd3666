import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** File name → content. */
export type BundledFiles = ReadonlyMap<string, Uint8Array>;

/** What the browser is sent for one page of the gateway, and how it is made. */
export interface BrowserBundle {
  /** Names its folder under `build/`. */
  readonly name: string;
  /** Everything that decides what the bundle looks like, apart from the installed packages. */
  readonly sources: () => Promise<readonly URL[]>;
  /** @throws Error when the development dependencies are not installed */
  readonly make: () => Promise<BundledFiles>;
}

const root = new URL('../../', import.meta.url);

/**
 * Names the bundle that belongs to this source and to the packages that are locked. It can be told without them, so that
 * production finds what was built where the development dependencies were.
 */
export async function bundleVersion({ sources }: BrowserBundle): Promise<string> {
  const files = [new URL('package-lock.json', root), ...(await sources())];
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}

/** Reads the bundle of a version from disk, or makes it and keeps it there for the next start. */
export async function loadBundle(bundle: BrowserBundle, version: string): Promise<BundledFiles> {
  const folder = new URL(`build/${bundle.name}/`, root);
  const place = new URL(`${version}/`, folder);
  const kept = await readAll(place).catch(() => undefined);
  if (kept) return kept;
  const files = await bundle.make();
  // On a disk that cannot be written to, the bundle lives as long as the process.
  await keep(files, folder, place).catch(() => undefined);
  return files;
}

/** All files under a folder, in one order. */
export async function filesUnder(folder: URL): Promise<readonly URL[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return paths.toSorted().map((path) => pathToFileURL(path));
}

async function readAll(place: URL): Promise<BundledFiles> {
  const names = await readdir(place);
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(new URL(name, place))] as const)),
  );
}

/** Writes beside the place and renames, so that nobody ever reads half a bundle. */
async function keep(files: BundledFiles, folder: URL, place: URL): Promise<void> {
  const draft = new URL(`draft-${randomUUID()}/`, folder);
  await mkdir(draft, { recursive: true });
  try {
    await Promise.all([...files].map(([name, content]) => writeFile(new URL(name, draft), content)));
    await rename(fileURLToPath(draft), fileURLToPath(place));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
