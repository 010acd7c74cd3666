import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** A small house in which just these three things are dead. */
const house: Readonly<Record<string, string>> = {
  'package.json':
    '{ "name": "house", "type": "module", "dependencies": { "dataloader": "*", "graphql": "*" } }',
  'start/main.ts': "import { used } from './gateway/words.ts';\nimport 'graphql';\nused();\n",
  'gateway/words.ts': 'export const used = () => 1;\nexport const forgotten = 2;\n',
  'gateway/lonely.ts': 'export const lonely = 3;\n',
  'test/words.test.ts': "import { used } from '../gateway/words.ts';\nused();\n",
};

let folder = '';
let complaints = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dead-'));
  for (const [file, text] of Object.entries(house)) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  cpSync(join(root, 'knip.jsonc'), join(folder, 'knip.jsonc'));
  cpSync(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const knip = join(root, 'node_modules/knip/bin/knip.js');
  const args = [knip, '--reporter', 'compact', '--no-config-hints'];
  complaints = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }).stdout;
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['a file that nobody imports', 'gateway/lonely.ts'],
  ['an export that nobody uses', 'forgotten'],
  ['a dependency that nobody imports', 'dataloader'],
])('the dead-code check refuses %s', (_what, name) => {
  expect(complaints).toContain(name);
});

test('the dead-code check lets live code be', () => {
  expect(complaints).not.toMatch(/\bused\b|graphql|words\.test/);
});
