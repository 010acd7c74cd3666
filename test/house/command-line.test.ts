import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const run = (command: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, command), ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

test.each([
  ['an option that it does not know', ['--nope'], "Unknown option '--nope'"],
  ['a number that is none', ['--population', 'many'], '--population many is not understood'],
  ['an address that is none', ['--url', 'x'], '--url x is not understood'],
])('a command that tries the hub refuses %s in one line, with its usage', (_what, args, reason) => {
  const { status, stdout, stderr } = run('test/demo/main.ts', ...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toBe(`${reason}. Usage: npm run demo [-- --url URL --seed TEXT --population N]\n`);
});

test.each(['test/demo/main.ts', 'test/facility/main.ts'])(
  '%s says at once that no hub answers',
  (command) => {
    const { status, stdout, stderr } = run(command, '--url', 'http://127.0.0.1:1');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe('No hub answers at http://127.0.0.1:1: start one with npm start.\n');
  },
);

test('one place reads options, but for the settings of processes and the commands of the agreement', () => {
  const own = globSync('{gateway,schema,start,subgraphs,test}/**/*.ts', { cwd: root }).filter((file) =>
    /\bparseArgs\(/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(new Set(own)).toEqual(
    new Set([
      'schema/compose-command.ts',
      'schema/policy-diff/policy-diff-command.ts',
      'subgraphs/kit/command/parse-options.ts',
      'subgraphs/kit/settings/read-options.ts',
    ]),
  );
});
