import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createTreeWatch, watchBySystem, type WatchTree } from './watch-tree.ts';

/** Who is told of a folder. */
export interface FolderListener {
  /** Something in it changed, or another folder stands in its place. */
  changed(): void;
  /** The system does not tell of changes, or not any more. @param reason a code of the system */
  unwatched(reason: string): void;
}

/** How a folder is followed. */
export interface FollowOptions {
  /** Milliseconds between two looks. */
  readonly lookEvery?: number;
  readonly watchTree?: WatchTree;
  /** Sees a folder as a text that is another one after any change. */
  readonly stateOf?: (folder: string) => Promise<string>;
}

/** How long to wait after a sign of change, as most writers write in several steps; milliseconds. */
const settleTime = 100;

/** Levels of folders that are looked at: a link can lead back. */
const mostLevels = 8;

/**
 * Follows a folder by its name. What the system watches is the folder that had the name when the watch began, and no more:
 * a deployment puts another one in its place, by a rename or a link, and a watch can fail. So it is looked at as well, and
 * watched anew. It keeps no process alive.
 *
 * @returns a function that ends it; resolves when no later change can be missed
 */
export async function followFolder(
  folder: string,
  { changed, unwatched }: FolderListener,
  { lookEvery = 2_000, watchTree = watchBySystem, stateOf = stateInFiles }: FollowOptions = {},
): Promise<() => void> {
  let isOver = false;
  let settling: NodeJS.Timeout | undefined;
  let next: NodeJS.Timeout | undefined;
  /** What was seen last; nothing before the first look is over, which can take longer than a change takes to settle. */
  let known: string | undefined;

  const tell = async (): Promise<void> => {
    settling = undefined;
    // Taken before whoever is told reads it: a change in between is seen at the next look.
    known = await stateOf(folder);
    if (!isOver) changed();
  };
  const sign = (): void => {
    if (!isOver) settling ??= setTimeout(() => void tell(), settleTime).unref();
  };
  const treeWatch = createTreeWatch(folder, watchTree, { changed: sign, unwatched });
  const look = async (): Promise<void> => {
    const seen = await stateOf(folder);
    if (isOver) return;
    if (seen !== known) sign();
    treeWatch.keepOn(rootOf(seen));
    next = setTimeout(() => void look(), lookEvery).unref();
  };

  // Watched before it is looked at, so that no change falls between the two.
  treeWatch.begin();
  const first = await stateOf(folder);
  // A change that was told of meanwhile was seen later than it.
  known ??= first;
  treeWatch.noteRoot(rootOf(first));
  next = setTimeout(() => void look(), lookEvery).unref();
  return () => {
    isOver = true;
    clearTimeout(settling);
    clearTimeout(next);
    treeWatch.end();
  };
}

/** A text that is another one after any change that leaves a trace in the file system; links are followed. */
async function stateInFiles(path: string, level = 0): Promise<string> {
  try {
    const found = await stat(path);
    const own = `${found.dev}:${found.ino} ${found.mtimeMs} ${found.size}`;
    if (!found.isDirectory() || level === mostLevels) return own;
    const names = (await readdir(path)).toSorted();
    const inside = names.map(async (name) => `${name} ${await stateInFiles(join(path, name), level + 1)}`);
    return [own, ...(await Promise.all(inside))].join('\n');
  } catch {
    return 'gone';
  }
}

/** Which folder it is of which that is the state. */
function rootOf(state: string): string {
  return state.split(' ', 1)[0] ?? '';
}
