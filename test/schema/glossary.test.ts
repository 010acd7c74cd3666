import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { coordinatesOf, type Coordinate } from '../../schema/lint/coordinate.ts';
import { hasDirective } from '../../schema/lint/type-node.ts';

const schema = join(import.meta.dirname, '../../schema');
const documents = ['health', 'hub', 'justice', 'population', 'vss'].map((agency) =>
  parse(readFileSync(join(schema, `${agency}.graphql`), 'utf8')),
);
const coordinates = documents.flatMap((document) => [...coordinatesOf(document)]);

/** Rows of the tables whose first column names something of the graph. */
const rows = readFileSync(join(schema, 'glossary.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [, name = '', vietnamese = '', ...others] = line.split('|').map((cell) => cell.trim());
    return { name: name.replaceAll('`', ''), vietnamese, source: others.at(-2) ?? '' };
  });

describe('the glossary', () => {
  test.each(rows)('calls $name what the graph calls it', ({ name, vietnamese, source }) => {
    const descriptions = coordinates.filter((coordinate) => coordinate.name === name).map(describedAs);
    expect(descriptions.filter((text) => text.includes(vietnamese))).not.toEqual([]);
    expect(source).not.toBe('');
  });

  test('has each shared paper, each entity, each benefit and each event that gives a right to one', () => {
    const needed = coordinates.filter(isNeeded).map(({ name }) => name);
    expect(new Set(needed).size).toBeGreaterThan(25);
    const known = new Set(rows.map(({ name }) => name));
    expect(needed.filter((name) => !known.has(name))).toEqual([]);
  });

  test('has no row twice', () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });
});

function describedAs({ node }: Coordinate): string {
  return ('description' in node && node.description?.value) || '';
}

function isNeeded({ kind, node, parent }: Coordinate): boolean {
  if (kind === 'enumValue') return /^Benefit(Scheme|Event)$/.test(parent.name.value);
  return kind === 'type' && hasDirective(node, 'key');
}
