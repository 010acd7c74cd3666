import fc from 'fast-check';
import { expect, test } from 'vitest';
import { citizens, familyRelations } from '../../../subgraphs/population/collections.ts';
import { population } from '../../../subgraphs/population/subgraph.ts';
import { openSubgraph } from '../execute.ts';
import { at, pageOf, walkPages, type Page } from '../walk-pages.ts';
import { citizen, relation } from './records.ts';

const kinds = ['CHILD', 'MOTHER', 'SPOUSE'] as const;

test('pages give each relation once, in whatever sizes they are asked for', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 100 }),
      async (size, first) => {
        const subgraph = await openSubgraph(population);
        const relatives = Array.from({ length: size }, (_, i) => `relative-${i}`);
        await subgraph.put(citizens, citizen('a'), ...relatives.map((id) => citizen(id)));
        await subgraph.put(
          familyRelations,
          ...relatives.map((id, i) => relation('a', kinds[i % 3] ?? 'CHILD', id)),
          relation('b', 'CHILD', 'a'),
        );
        const pages = await walkPages(async (after) => {
          const answer = await subgraph.run(
            `query ($first: Int, $after: String) {
            citizen(id: "a") { familyRelations(first: $first, after: $after) ${pageOf('relative { id }')} }
          }`,
            { first, after },
          );
          return at<Page>(answer, 'citizen', 'familyRelations');
        });
        const seen = pages.flatMap(({ nodes }) => nodes.map((node) => JSON.stringify(node)));
        expect(seen.toSorted()).toEqual(
          relatives.map((id) => JSON.stringify({ relative: { id } })).toSorted(),
        );
        expect(pages).toHaveLength(Math.max(1, Math.ceil(size / first)));
        expect(pages.map(({ pageInfo }) => pageInfo.hasPreviousPage)).toEqual(pages.map((_, i) => i > 0));
      },
    ),
    { numRuns: 40 },
  );
});
