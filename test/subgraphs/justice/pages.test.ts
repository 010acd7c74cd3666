import fc from 'fast-check';
import { expect, test } from 'vitest';
import { birthRegistrations, extracts } from '../../../subgraphs/justice/collections.ts';
import { justice } from '../../../subgraphs/justice/subgraph.ts';
import { openSubgraph } from '../execute.ts';
import { at, pageOf, walkPages, type Page } from '../walk-pages.ts';
import { birth, extract } from './records.ts';

test('pages give each birth and each extract once, in whatever sizes they are asked for', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 50 }),
      fc.integer({ min: 1, max: 100 }),
      async (size, first) => {
        const subgraph = await openSubgraph(justice);
        const numbers = Array.from({ length: size }, (_, i) => i);
        await subgraph.put(
          birthRegistrations,
          birth('own', 'a'),
          ...numbers.map((i) => birth(`b${i}`, `child-${i}`, { parentIds: ['a', `parent-${i}`] })),
        );
        await subgraph.put(
          extracts,
          extract('foreign', 'BIRTH_EXTRACT', 'b0'),
          ...numbers.map((i) => extract(`x${i}`, 'BIRTH_EXTRACT', 'own')),
        );
        const walk = (typename: string, id: string, list: string) =>
          walkPages(async (after) => {
            const answer = await subgraph.run(
              `query ($first: Int, $after: String, $representations: [_Any!]!) {
              _entities(representations: $representations) {
                ... on ${typename} { list: ${list}(first: $first, after: $after) ${pageOf('id')} }
              }
            }`,
              { first, after, representations: [{ __typename: typename, id }] },
            );
            return at<Page>(answer, '_entities', 0, 'list');
          });
        const idsOf = (pages: readonly Page[]) => pages.flatMap(({ nodes }) => nodes.map(({ id }) => id));
        const births = await walk('Citizen', 'a', 'childBirths');
        expect(idsOf(births)).toEqual(
          numbers
            .map((i) => `b${i}`)
            .toSorted()
            .toReversed(),
        );
        expect(births).toHaveLength(Math.max(1, Math.ceil(size / first)));
        const copies = await walk('BirthRegistration', 'own', 'extracts');
        expect(idsOf(copies)).toEqual(
          numbers
            .map((i) => `x${i}`)
            .toSorted()
            .toReversed(),
        );
      },
    ),
    { numRuns: 30 },
  );
});
