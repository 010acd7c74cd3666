import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const file = join(root, 'schema/population.graphql');
const sdl = readFileSync(file, 'utf8');
const eslint = new ESLint({ cwd: root });

async function rulesBroken(text: string): Promise<readonly (string | null)[]> {
  const results = await eslint.lintText(text, { filePath: file });
  return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
}

test('accepts the SDL of population as it is', async () => {
  expect(await rulesBroken(sdl)).toEqual([]);
});

const type = '"A thing." type Thing { "What." what("Why." why: String): String }';

test.each([
  ['a type', type.replace('"A thing." ', '')],
  ['a field', type.replace('"What." ', '')],
  ['an argument', type.replace('"Why." ', '')],
  ['an input field', '"In." input In { what: String }'],
  ['an enum value', '"One." enum One { FIRST }'],
  ['a scalar', 'scalar Thing'],
  ['a union', 'union Either = Citizen'],
])('refuses %s without a description', async (_what, definition) => {
  expect(await rulesBroken(`${sdl}\n${definition}`)).toContain('@graphql-eslint/require-description');
});

test.each([
  ['a type that is not PascalCase', type.replace('type Thing', 'type aThing'), 'naming-convention'],
  ['a field that is not camelCase', type.replace('what(', 'the_what('), 'naming-convention'],
  ['an argument that is not camelCase', type.replace('why:', 'Why:'), 'naming-convention'],
  ['an enum value that is not UPPER_CASE', '"One." enum One { "First." first }', 'naming-convention'],
  ['a type that nobody can reach', type, 'no-unreachable-types'],
  [
    'a deprecation without a reason',
    type.replace('}', '"Old." old: String @deprecated }'),
    'require-deprecation-reason',
  ],
  [
    'a connection without a page info',
    '"A page." type ThingConnection { "Rows." edges: [String] }',
    'relay-connection-types',
  ],
  [
    'a root field that is never null',
    'extend type Query { "What." what: Citizen! }',
    'require-nullable-result-in-root',
  ],
])('refuses %s', async (_what, definition, rule) => {
  expect(await rulesBroken(`${sdl}\n${definition}`)).toContain(`@graphql-eslint/${rule}`);
});
