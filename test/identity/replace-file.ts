import { rename, writeFile } from 'node:fs/promises';

/** Puts a new file in the place of an old one, at once: whoever watches never reads a half. */
export async function replaceFile(path: string, content: string): Promise<void> {
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}
