import { readFile, writeFile } from 'node:fs/promises';
import { settingsDocuments } from '../start/settings-documents.ts';

const root = new URL('../../', import.meta.url);

for (const [path, current] of Object.entries(settingsDocuments)) {
  const file = new URL(path, root);
  const text = await readFile(file, 'utf8').catch(() => '');
  await writeFile(file, current(text));
}
