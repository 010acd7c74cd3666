import { watch } from 'node:fs';

/** How long to wait after a sign of change, as most writers write in several steps; milliseconds. */
const settleTime = 100;

/**
 * Tells that something in a folder, or in one below it, may have changed. It keeps no process alive.
 *
 * @returns a function that ends the watch
 */
export function watchFolder(folder: string, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { recursive: true }, () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      onChange();
    }, settleTime);
  });
  watcher.on('error', () => watcher.close()).unref();
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
