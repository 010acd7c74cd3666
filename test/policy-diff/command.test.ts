import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../policy/change-policy.ts';
import { smallGraph } from './small-sides.ts';

const cli = join(root, 'schema/policy-diff/policy-diff-cli.ts');
let repository = '';

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), 'policy-diff-test-'));
  for (const folder of ['.', 'looser', 'narrower']) {
    const schema = join(repository, folder, 'schema');
    mkdirSync(schema, { recursive: true });
    cpSync(join(root, 'schema/policy'), join(schema, 'policy'), {
      recursive: true,
      filter: (path) => !path.endsWith('.ts'),
    });
    cpSync(join(root, 'schema/access.graphql'), join(schema, 'access.graphql'));
    writeFileSync(join(schema, 'policy/loosenings.yaml'), '[]\n');
    writeFileSync(join(schema, 'supergraph.graphql'), smallGraph);
  }
  write('looser', smallGraph.replace('DIAGNOSIS)', 'PUBLIC)'));
  write('narrower', smallGraph.replace('clinical: String @data(category: CLINICAL)', ''));
  git('init', '--quiet', '--initial-branch=main');
  git('add', 'schema');
  git('commit', '--quiet', '--message', 'first');
});

afterAll(() => rmSync(repository, { recursive: true }));

describe('npm run policy:diff', () => {
  test('finds nothing between a revision and the folder that it is checked out in', () => {
    const { status, stdout, stderr } = run('main', '.');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')).toEqual([
      'LOOSENED 0',
      'TIGHTENED 0',
      'RE-BASED 0',
      'SHAPE OF THE GRAPH 0 breaking, 0 dangerous',
      '',
    ]);
  });

  test('says the same of a revision as of its folder, and leaves the work tree and its index as they are', () => {
    const before = [readdirSync(repository), git('status', '--porcelain')];
    const ofRevision = run('HEAD', 'looser', '--format', 'json');
    const ofFolder = run('.', 'looser', '--format', 'json');
    expect(ofRevision.status).toBe(1);
    expect(ofRevision.stdout).toBe(ofFolder.stdout);
    const { loosened } = JSON.parse(ofRevision.stdout);
    expect(loosened).not.toEqual([]);
    for (const change of loosened) {
      expect(change).toMatchObject({ elements: ['Person.diagnosis'], classification: { to: 'PUBLIC' } });
    }
    expect([readdirSync(repository), git('status', '--porcelain')]).toEqual(before);
  });

  test('prints what a reviewer reads: element, verdicts, who, when, on what, and what is missing', () => {
    const { status, stdout } = run('.', 'looser');
    expect(status).toBe(1);
    for (const part of [
      'none → full (reclassified from DIAGNOSIS to PUBLIC)',
      'Person.diagnosis',
      'under any relation; from 2025-01-10',
      'now permitted by everyone.public on decision-69-2025-art-4-2 2025-01-10–',
      'WITHOUT A DATED ARTICLE',
    ]) {
      expect(stdout).toContain(part);
    }
  });

  test('refuses a folder of which the SDL was changed and not composed, and says what to run', () => {
    const folder = join(repository, 'uncomposed');
    cpSync(join(root, 'schema'), join(folder, 'schema'), { recursive: true });
    cpSync(join(root, 'rover.yaml'), join(folder, 'rover.yaml'));
    const sdl = join(folder, 'schema/vss.graphql');
    writeFileSync(
      sdl,
      `${readFileSync(sdl, 'utf8')}\n"A word more (thêm)."\nenum More {\n  "One."\n  ONE\n}\n`,
    );
    const { status, stderr } = run('.', 'uncomposed');
    rmSync(folder, { recursive: true });
    expect([status, stderr]).toEqual([2, expect.stringContaining('run npm run compose there')]);
  });

  test('prints tables for the page of a review', () => {
    const { status, stdout } = run('.', 'looser', '--format', 'md');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^## Loosened \(\d+\)\n\n\| elements \| verdict \| who \|/);
    expect(stdout).toMatch(/\| `Person\.diagnosis` \| .* \| \*\*no dated article\*\* \|/);
  });

  test('tells breaking changes, and fails for them when that is asked', () => {
    const told = run('.', 'narrower');
    expect(told.stdout).toContain('  breaking FIELD_REMOVED: Person.clinical was removed.');
    expect([told.status, run('.', 'narrower', '--breaking-fails').status]).toEqual([0, 1]);
  });

  test.each([
    ['no sides', [], 'Usage: npm run policy:diff -- OLD NEW'],
    ['a third side', ['.', '.', '.'], 'Usage: npm run policy:diff -- OLD NEW'],
    ['a revision that there is not', ['ghost', '.'], 'ghost is neither a folder nor a revision'],
    ['a revision that looks like an option', ['--', '--output=x', '.'], '--output=x is neither a folder'],
    ['a folder that is no checkout', ['schema', '.'], 'schema: schema/policy/policies: cannot be read'],
    ['an unknown format', ['.', '.', '--format', 'xml'], '--format must be text or md or json.'],
    ['an unknown option', ['.', '.', '--loud'], "Unknown option '--loud'"],
  ])('refuses %s in one line, with exit code 2', (_, args, message) => {
    const { status, stdout, stderr } = run(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(message)]);
  });
});

function write(folder: string, sdl: string): void {
  writeFileSync(join(repository, folder, 'schema/supergraph.graphql'), sdl);
}

function run(...args: readonly string[]) {
  return spawnSync(process.execPath, [cli, ...args], { cwd: repository, encoding: 'utf8' });
}

function git(...args: readonly string[]): string {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...who, ...args], { cwd: repository, encoding: 'utf8' });
}
