import { watch } from 'node:fs';

/** Has the system tell of changes below a folder. @returns a function that ends the watch @throws Error of the system */
export type WatchTree = (
  folder: string,
  changed: () => void,
  failed: (error: NodeJS.ErrnoException) => void,
) => () => void;

/** A watch that is begun anew where it has ended, or where another folder has its name. */
export interface TreeWatch {
  begin(): void;
  /** Which folder the first watch is of: it is known only after that began. */
  noteRoot(root: string): void;
  /** Begins anew where it must. @param root which folder has the name now */
  keepOn(root: string): void;
  end(): void;
}

/** @param unwatched is told once that the system tells nothing, until a watch has held from one look to the next */
export function createTreeWatch(
  folder: string,
  watchTree: WatchTree,
  { changed, unwatched }: { readonly changed: () => void; readonly unwatched: (reason: string) => void },
): TreeWatch {
  let end: (() => void) | undefined;
  let isTold = false;
  let watched: string | undefined;

  const failed = ({ code = 'UNKNOWN' }: NodeJS.ErrnoException): void => {
    end?.();
    end = undefined;
    if (!isTold) unwatched(code);
    isTold = true;
  };
  const begin = (): void => {
    end?.();
    try {
      end = watchTree(folder, changed, failed);
    } catch (error) {
      failed(error as NodeJS.ErrnoException);
    }
  };
  return {
    begin,
    noteRoot(root) {
      watched = root;
    },
    keepOn(root) {
      // One that held until now may be told of again.
      if (end) isTold = false;
      if (end && root === watched) return;
      watched = root;
      begin();
    },
    end: () => end?.(),
  };
}

/** By the system. It keeps no process alive. */
export const watchBySystem: WatchTree = (folder, changed, failed) => {
  const watcher = watch(folder, { recursive: true }, changed);
  watcher.on('error', failed).unref();
  return () => watcher.close();
};
