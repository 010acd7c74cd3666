import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const lines = (count: number) => `${'//\n'.repeat(count - 1)}export const line = 1;\n`;
// Put together here, so that this file does not break the rule that it tests.
const undone = ['TO', 'DO'].join('');

/** What oxlint refuses: a file of the house, and the rule that speaks. */
const refused: readonly (readonly [promise: string, file: string, text: string, rule: string])[] = [
  ['a file of more than 250 lines', 'gateway/long.ts', lines(251), 'eslint(max-lines)'],
  ['a test of more than 350 lines', 'test/long.test.ts', lines(351), 'eslint(max-lines)'],
  ['a name that is not kebab-case', 'gateway/fileName.ts', lines(1), 'unicorn(filename-case)'],
  ['a default export', 'gateway/default.ts', 'export default 1;', 'import(no-default-export)'],
  ['any', 'gateway/any.ts', 'export const value = (x: unknown) => x as any;', 'typescript(no-explicit-any)'],
  [
    'an error that is silenced',
    'gateway/silent.ts',
    '// @ts-expect-error why\nexport const x = 1;',
    'typescript(ban-ts-comment)',
  ],
  [
    'an assertion that nothing is missing',
    'gateway/bang.ts',
    'export const f = (x?: string) => x!.length;',
    'typescript(no-non-null-assertion)',
  ],
  [
    'work left for later',
    'gateway/later.ts',
    `// ${undone}: finish\nexport const x = 1;`,
    'eslint(no-warning-comments)',
  ],
  ['the environment', 'gateway/env.ts', 'export const port = process.env.PORT;', 'node(no-process-env)'],
  [
    'the environment by import',
    'gateway/env-import.ts',
    "import { env } from 'node:process';\nexport const port = env;",
    'eslint(no-restricted-imports)',
  ],
  [
    'an error of an agency in words of its own',
    'subgraphs/vss/words.ts',
    "import { GraphQLError } from 'graphql';\nexport const fault = new GraphQLError('x');",
    'eslint(no-restricted-imports)',
  ],
  [
    'the environment by import, in an agency',
    'subgraphs/vss/env-import.ts',
    "import { env } from 'node:process';\nexport const port = env;",
    'eslint(no-restricted-imports)',
  ],
  ['printing', 'gateway/print.ts', "console.log('x');\nexport const x = 1;", 'eslint(no-console)'],
  [
    'a type imported as a value',
    'gateway/value.ts',
    "import { A } from './names.ts';\nexport const f = (a: A) => a;",
    'typescript(consistent-type-imports)',
  ],
  [
    'a type imported in passing',
    'gateway/passing.ts',
    "export const f = (a: import('./names.ts').A) => a;",
    'typescript(consistent-type-imports)',
  ],
  [
    'a cycle',
    'gateway/there.ts',
    "import { b } from './back.ts';\nexport const a = () => b;",
    'import(no-cycle)',
  ],
  [
    'its other half',
    'gateway/back.ts',
    "import { a } from './there.ts';\nexport const b = () => a;",
    'import(no-cycle)',
  ],
  [
    'a test without a promise',
    'test/empty.test.ts',
    "import { test } from 'vitest';\ntest('x', () => {});",
    'vitest(expect-expect)',
  ],
];

/** What stays allowed, where it is needed. */
const accepted: Readonly<Record<string, string>> = {
  'start/main.ts': "console.log(process.env['PORT']);",
  'subgraphs/health/main.ts': 'export const settings = process.env;',
  'schema/compose-cli.ts': "import { env } from 'node:process';\nconsole.log(env['A']);",
  'subgraphs/kit/refuse-argument.ts':
    "import { GraphQLError } from 'graphql';\nexport const x = new GraphQLError('x');",
  'vitest.config.ts': 'export default {};',
  'gateway/enough.ts': lines(1),
  'gateway/names.ts': 'export interface A {\n  readonly a: 1;\n}',
  'gateway/member.ts': "import type { Group } from './group.ts';\nexport const a = (b: Group) => b;",
  'gateway/group.ts': "import { a } from './member.ts';\nexport type Group = 1;\nexport const b = a;",
  'test/short.test.ts': "import { expect, test } from 'vitest';\ntest('x', () => expect(1).toBe(1));",
};

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
}

let folder = '';
let diagnostics: readonly Diagnostic[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'code-'));
  cpSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  const files = [...refused.map(([, file, text]) => [file, text] as const), ...Object.entries(accepted)];
  for (const [file, text] of files) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const args = [join(root, 'node_modules/oxlint/bin/oxlint'), '--format', 'json'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  diagnostics = JSON.parse(stdout).diagnostics;
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each(refused)('refuses %s', (_what, file, _text, rule) => {
  expect(rulesOf(file)).toContain(rule);
});

test.each(Object.keys(accepted))('accepts %s', (file) => {
  expect(rulesOf(file)).toEqual([]);
});

function rulesOf(file: string): readonly string[] {
  return diagnostics.filter(({ filename }) => filename === file).map(({ code }) => code);
}
