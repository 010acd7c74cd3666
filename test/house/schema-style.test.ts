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

const adding = (definition: string) => `${sdl}\n${definition}`;

const broken: readonly (readonly [what: string, text: string, rule: string])[] = [
  ['a directive without a description', adding('directive @stamp on OBJECT'), 'require-description'],
  ['a type that is not PascalCase', adding(type.replace('type Thing', 'type aThing')), 'naming-convention'],
  ['a field that is not camelCase', adding(type.replace('what(', 'the_what(')), 'naming-convention'],
  ['an argument that is not camelCase', adding(type.replace('why:', 'Why:')), 'naming-convention'],
  ['an enum value that is not UPPER_CASE', adding('"One." enum One { "First." first }'), 'naming-convention'],
  ['a type that nobody can reach', adding(type), 'no-unreachable-types'],
  ['a description in a block', adding(type.replace('"A thing."', '"""A thing."""')), 'description-style'],
  [
    'a comment where a description belongs',
    adding(type.replace('"A thing."', '# A thing.\n')),
    'no-hashtag-description',
  ],
  [
    'an enum value twice but for its capitals',
    adding('"One." enum One { "A." FIRST "B." First }'),
    'unique-enum-value-names',
  ],
  [
    'a deprecation without a reason',
    adding(type.replace('}', '"Old." old: String @deprecated }')),
    'require-deprecation-reason',
  ],
  [
    'a connection without a page info',
    adding('"A page." type ThingConnection { "Rows." edges: [String] }'),
    'relay-connection-types',
  ],
  [
    'an edge without a cursor',
    sdl.replace('"Opaque position of this row."\n  cursor: String! @data(category: PUBLIC)', ''),
    'relay-edge-types',
  ],
  [
    'a page info that says nothing of a next page',
    sdl.replace('"Whether more rows follow."\n  hasNextPage: Boolean!', ''),
    'relay-page-info',
  ],
  [
    'a list that cannot be paged',
    adding('extend type Query { "All." all: FamilyRelationConnection }'),
    'relay-arguments',
  ],
  [
    'a root field that is never null',
    adding('extend type Query { "What." what: Citizen! }'),
    'require-nullable-result-in-root',
  ],
];

test.each(broken)('refuses %s', async (_what, text, rule) => {
  expect(text).not.toBe(sdl);
  expect(await rulesBroken(text)).toContain(`@graphql-eslint/${rule}`);
});

test('no rule is in force that nobody has seen refusing', async () => {
  const { rules } = (await eslint.calculateConfigForFile(file)) as { readonly rules: object };
  const seen = new Set(broken.map(([, , rule]) => `@graphql-eslint/${rule}`));
  expect(Object.keys(rules).filter((rule) => !seen.has(rule))).toEqual([]);
});
