import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCompose } from '../../schema/compose-command.ts';
import type { CommandResult } from '../../schema/compose-command.ts';
import { people } from './small-graph.ts';

const supergraph = 'schema/supergraph.graphql';
let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'compose-'));
  cpSync(new URL('../../schema/access.graphql', import.meta.url), join(root, 'schema/access.graphql'));
  write('rover.yaml', roverYaml('people.graphql'));
  write('schema/people.graphql', people.sdl);
  write('schema/lint-waivers.yaml', '[]\n');
  write(supergraph, 'as it was');
});

afterEach(() => rmSync(root, { recursive: true }));

describe('npm run compose', () => {
  test('writes the supergraph, and says what it is made of', () => {
    expect(compose()).toEqual({ exitCode: 0, lines: [`${supergraph}: composed from people`] });
    expect(read(supergraph)).toContain('type Person');
    expect(read(supergraph)).toContain('http://127.0.0.1:4001/graphql');
  });

  test('takes addresses from the environment, and writes elsewhere when asked', () => {
    expect(compose(['--out', 'production.graphql'], { PEOPLE_URL: 'https://people.example/' }).exitCode).toBe(
      0,
    );
    expect(read('production.graphql')).toContain('https://people.example/');
    expect(read(supergraph)).toBe('as it was');
  });

  test('checks without writing', () => {
    expect(compose(['--check'])).toMatchObject({
      exitCode: 2,
      lines: [expect.stringContaining('is out of date')],
    });
    expect(read(supergraph)).toBe('as it was');
    compose();
    expect(compose(['--check'])).toEqual({ exitCode: 0, lines: [`${supergraph}: up to date`] });
  });

  test('names file, line, rule and coordinate of each finding, and writes nothing', () => {
    write(
      'schema/people.graphql',
      people.sdl.replace('name: String @data(category: IDENTITY)', 'name: String'),
    );
    const line = people.sdl.split('\n').findIndex((text) => text.includes('"Name as registered."')) + 1;
    expectRefusal(
      compose(),
      `schema/people.graphql:${line} classified Person.name carries data of no category`,
    );
  });

  test('names file and line of what does not compose, and writes nothing', () => {
    write(
      'schema/people.graphql',
      `${people.sdl}\nextend type Query { "No." no: Nowhere @data(category: PUBLIC) }`,
    );
    expectRefusal(compose(), 'Unknown type Nowhere');
  });

  test.each([
    ['an unknown option', ['--force'], "Unknown option '--force'"],
    ['an option without its file', ['--out', '--check'], "Option '--out' argument is ambiguous"],
    ['a stray word', ['now'], "Unexpected argument 'now'"],
  ])('refuses %s', (_what, args, message) => expectRefusal(compose(args), message));

  test.each([
    ['no rover.yaml', 'rover.yaml', undefined, 'rover.yaml cannot be read'],
    ['no SDL', 'rover.yaml', roverYaml('other.graphql'), 'schema/other.graphql cannot be read'],
    [
      'another version',
      'rover.yaml',
      roverYaml('people.graphql', '=2.9.0'),
      'federation_version must be =2.14.4',
    ],
    ['broken configuration', 'rover.yaml', 'subgraphs: [', 'rover.yaml: line 1: '],
    [
      'broken SDL',
      'schema/people.graphql',
      'type Query {',
      'schema/people.graphql:1 INVALID_GRAPHQL Syntax Error',
    ],
    [
      'broken waivers',
      'schema/lint-waivers.yaml',
      '- rule: a\n',
      'schema/lint-waivers.yaml:1 a waiver has exactly',
    ],
  ])('refuses %s', (_what, file, text, message) => {
    if (text === undefined) rmSync(join(root, file));
    else write(file, text);
    expectRefusal(compose(), message);
  });
});

test('the command itself exits with 2 and one line on bad input', () => {
  const cli = join(import.meta.dirname, '../../schema/compose-cli.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, '--force'], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: "Unknown option '--force'\n" });
});

function compose(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): CommandResult {
  return runCompose({ root, args, env });
}

function expectRefusal({ exitCode, lines }: CommandResult, message: string): void {
  expect(exitCode).toBe(2);
  expect(lines.join('\n')).toContain(message);
  expect(lines.every((line) => !line.includes('\n'))).toBe(true);
  expect(read(supergraph)).toBe('as it was');
}

function roverYaml(file: string, version = '=2.14.4'): string {
  const url = '${env.PEOPLE_URL:-http://127.0.0.1:4001/graphql}';
  return `federation_version: ${version}\nsubgraphs:\n  people:\n    routing_url: ${url}\n    schema:\n      file: schema/${file}\n`;
}

function write(file: string, text: string): void {
  writeFileSync(join(root, file), text);
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
