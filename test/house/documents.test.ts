import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { readGatewayOptions } from '../../gateway/start/gateway-options.ts';

const root = join(import.meta.dirname, '../..');
const files = globSync('**/*.md', { cwd: root, exclude: ['**/node_modules', 'build', 'coverage'] });
const documents = files.map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
const readme = readFileSync(join(root, 'README.md'), 'utf8');

describe('what is written about the hub', () => {
  test.each(documents)('$file leads to files and headings that exist', ({ file, text }) => {
    const links = Array.from(text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)]+))?\)/g));
    const dead = links
      .filter(([, path = '', heading]) => !leadsSomewhere(join(root, dirname(file), path || '.'), heading))
      .map(([link]) => link);
    expect(dead).toEqual([]);
  });

  test.each(documents)('$file names commands that exist', ({ text }) => {
    const named = Array.from(text.matchAll(/\bnpm run ([a-z][\w:-]*)/g), ([, name = '']) => name);
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });

  test('every command that is not a part of another one is in the README', () => {
    const scripts = Object.keys(manifest.scripts).filter((name) => !name.includes(':') && name !== 'format');
    expect(scripts.filter((name) => !new RegExp(`npm (run )?${name}\\b`).test(readme))).toEqual([]);
  });

  test('the README has every option of the gateway', () => {
    expect(() => readGatewayOptions([])).toThrow(/Usage: /);
    const usage = messageOf(() => readGatewayOptions([]));
    const options = usage.match(/--[a-z]+(-[a-z]+)*/g) ?? [];
    expect(new Set(options).size).toBeGreaterThan(6);
    expect(options.filter((option) => !readme.includes(option))).toEqual([]);
  });
});

function leadsSomewhere(path: string, heading: string | undefined): boolean {
  if (!existsSync(path)) return false;
  return heading === undefined || headingsOf(path).includes(heading);
}

/** As GitHub names them. */
function headingsOf(path: string): readonly string[] {
  const headings = readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm);
  return Array.from(headings, ([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return '';
}
