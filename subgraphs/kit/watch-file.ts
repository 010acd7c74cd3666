import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sha256 } from '../../schema/sha256.ts';

/** How long to wait after a sign of change, as most writers write in several steps; milliseconds. */
const settleTime = 100;

/**
 * Tells of each new content of a file. The folder is watched, not the file: editors and deployments put a new file in
 * the old one's place, and a watch on the old one would never hear of it. It keeps no process alive.
 * @param known the content that the caller has already
 * @returns a function that ends the watch
 */
export function watchFile(path: string, known: string, onChange: (content: string) => void): () => void {
  let digest = sha256(known);
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    timer = undefined;
    // While a file is being replaced there may be none; its successor is another sign of change.
    const content = await readFile(path, 'utf8').catch(() => undefined);
    if (content === undefined || sha256(content) === digest) return;
    digest = sha256(content);
    onChange(content);
  };
  const watcher = watch(dirname(path), () => {
    timer ??= setTimeout(() => void look(), settleTime);
  });
  watcher.on('error', () => watcher.close()).unref();
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
