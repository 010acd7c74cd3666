import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { settingsDocuments } from '../../gateway/start/settings-documents.ts';

const root = new URL('../../', import.meta.url);

test.each(Object.entries(settingsDocuments))(
  '%s says what the processes read (npm run docs:settings)',
  async (path, current) => {
    const file = new URL(path, root).pathname;
    const text = readFileSync(file, 'utf8');
    const options = { ...(await resolveConfig(file)), filepath: file };
    expect(await format(current(text), options)).toBe(text);
  },
);
