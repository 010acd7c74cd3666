import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { readGatewayOptions } from '../../gateway/start/gateway-options.ts';

const root = join(import.meta.dirname, '../..');
const files = globSync('**/*.md', { cwd: root, exclude: ['**/node_modules', 'build', 'coverage'] });
const documents = files.map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
const commands = readFileSync(join(root, 'docs/commands.md'), 'utf8');
const index = readFileSync(join(root, 'docs/decisions/README.md'), 'utf8');
const decisions = files.filter((file) => /^docs\/decisions\/\d/.test(file));

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

  test('every command is told of, but for those that build what tests use and the parts of a check', () => {
    const scripts = Object.keys(manifest.scripts).filter(
      (name) => !/^(check:|format$|docs:|build:(compose|ferretdb|helm)$)/.test(name),
    );
    expect(scripts.length).toBeGreaterThan(30);
    expect(scripts.filter((name) => !new RegExp(`npm (run )?${name}(?![\\w:-])`).test(commands))).toEqual([]);
  });

  test('every option of the gateway is told of', () => {
    expect(() => readGatewayOptions([])).toThrow(/Usage: /);
    const usage = messageOf(() => readGatewayOptions([]));
    const options = usage.match(/--[a-z]+(-[a-z]+)*/g) ?? [];
    expect(new Set(options).size).toBeGreaterThan(6);
    expect(options.filter((option) => !commands.includes(option))).toEqual([]);
  });

  test('every decision is in the index, and says since when and whether it holds', () => {
    expect(decisions.length).toBeGreaterThan(60);
    expect(decisions.filter((file) => !index.includes(`(${basename(file)})`))).toEqual([]);
    const status = /^# \d{4}\. .+\n\n\*\*Decided\*\* \d{4}-\d\d-\d\d · (in force|replaced by \[)/;
    expect(decisions.filter((file) => !status.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
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
