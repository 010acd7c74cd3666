import { readFileSync } from 'node:fs';
import { buildASTSchema, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { classify } from '../../schema/lint/classify.ts';
import { Disclosure } from '../../schema/policy/disclosure.ts';
import { matrix } from './matrix.ts';
import type { MatrixCell } from './matrix/column.ts';
import { reachable } from './reachable.ts';

const supergraph = parse(readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8'));
const schema = buildASTSchema(supergraph, { assumeValidSDL: true });
const annotations = classify(supergraph);

const asked = ({ role, purpose, relation, reasonRecorded }: MatrixCell) =>
  `${role} for ${purpose} as ${relation}${reasonRecorded ? ' with a recorded reason' : ''}`;

/** What is reached under all that the cells of one way of asking grant. */
function reachOf(cells: readonly MatrixCell[]) {
  const granted = new Map(cells.flatMap(({ grants }) => Object.entries(grants)));
  return reachable(
    schema,
    (coordinate) => annotations.get(coordinate) ?? [],
    (category) => (category === 'PUBLIC' ? Disclosure.full : Disclosure[granted.get(category) ?? 'none']),
  );
}

describe.each([...Map.groupBy(matrix, asked)])('%s', (_asker, cells) => {
  const reach = reachOf(cells);

  test.each(cells.map((cell) => [cell.group, cell.code, cell] as const))(
    'reaches of %s what "%s" says, and no more',
    (_group, _code, { shown, denied }) => {
      const found = Object.keys(shown).map((coordinate) => [coordinate, reach.get(coordinate)]);
      expect(Object.fromEntries(found)).toEqual(shown);
      expect(denied.filter((coordinate) => reach.has(coordinate))).toEqual([]);
    },
  );
});

test('every coordinate of the matrix is one of the graph', () => {
  const named = matrix.flatMap(({ shown, denied }) => [...Object.keys(shown), ...denied]);
  expect(named.filter((coordinate) => !annotations.has(coordinate))).toEqual([]);
});

/** What became of a sending is answered where something is sent: by mutations, which are walked nowhere here. */
const isOfMutations = ({ role, purpose, group }: (typeof matrix)[number]) =>
  role === 'PORTAL_BACKEND' && purpose === 'PS.INTAKE' && group === 'G16';

test('every cell that grants something shows something, and every other denies something', () => {
  const idle = matrix.filter(({ grants, shown, denied }) =>
    Object.values(grants).some((level) => level !== 'none')
      ? Object.keys(shown).length === 0
      : denied.length === 0,
  );
  expect(idle.filter((cell) => !isOfMutations(cell))).toEqual([]);
});
