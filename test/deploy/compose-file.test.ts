import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const file = join(root, 'deploy/compose.yaml');

/** Built by `npm run build:compose`, which takes the Go module by which Docker reads such files. */
const reader = join(root, 'build/compose');
const missing = existsSync(reader) ? undefined : 'not built here: npm run build:compose';

interface Loaded {
  readonly services: Readonly<Record<string, unknown>>;
}

/** The file as Docker understands it where nothing is set. @throws Error with what is wrong with it */
function load(text: string): Loaded {
  // From the standard input, relative paths begin where this runs: none of them is looked at.
  const args = ['-format', 'json', '-'];
  return JSON.parse(execFileSync(reader, args, { input: text, encoding: 'utf8', stdio: 'pipe' })) as Loaded;
}

describe.skipIf(missing !== undefined)(
  `compose.yaml, read by Docker’s own library (${missing ?? 'compose-go'})`,
  () => {
    const text = readFileSync(file, 'utf8');

    test('is understood, and runs one worker where nobody says how many', () => {
      expect(load(text).services['gateway']).toMatchObject({
        environment: { LIENTHONG_WORKERS: '1' },
        mem_limit: '1280m',
        pids_limit: 2048,
        stop_grace_period: '40s',
      });
    });

    test('is refused with a word that it does not have', () => {
      expect(() => load(text.replace('mem_limit', 'mem_limt'))).toThrow('mem_limt');
    });
  },
);
