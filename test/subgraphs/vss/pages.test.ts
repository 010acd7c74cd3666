import fc from 'fast-check';
import { expect, test } from 'vitest';
import { claims, contributions, insuredPersons } from '../../../subgraphs/vss/collections.ts';
import { vss } from '../../../subgraphs/vss/subgraph.ts';
import { openSubgraph } from '../execute.ts';
import { at, pageOf, walkPages, type Page } from '../walk-pages.ts';
import { claim, contribution, insured } from './records.ts';

const january = Temporal.PlainDate.from('2020-01-01');

test('pages give each contribution and each claim once and in order, in whatever sizes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 50 }),
      fc.integer({ min: 1, max: 100 }),
      async (size, first) => {
        const subgraph = await openSubgraph(vss);
        const months = Array.from({ length: size }, (_, i) => january.add({ months: i }).toString());
        await subgraph.put(insuredPersons, insured('a'));
        await subgraph.put(
          contributions,
          ...months.map((month) => contribution('a', month, month)),
          contribution('b', '2020-01-01', '2020-01-01'),
        );
        // Claims that begin on one day: their order is that of their ids.
        await subgraph.put(claims, ...months.map((_, i) => claim(`claim-${i}`, 'a')), claim('foreign', 'b'));
        const walk = (path: readonly string[], list: string) =>
          walkPages(async (after) => {
            const operation = `query ($first: Int, $after: String, $representations: [_Any!]!) {
            _entities(representations: $representations) { ... on Citizen { ${list} } }
          }`;
            const representations = [{ __typename: 'Citizen', id: 'a' }];
            return at<Page>(
              await subgraph.run(operation, { first, after, representations }),
              '_entities',
              0,
              ...path,
            );
          });
        const paging = '(first: $first, after: $after)';
        const contributed = await walk(
          ['insurance', 'contributions'],
          `insurance { contributions${paging} ${pageOf('from')} }`,
        );
        const claimed = await walk(['claims'], `claims${paging} ${pageOf('id')}`);
        expect(contributed.flatMap(({ nodes }) => nodes)).toEqual(
          months.toReversed().map((from) => ({ from })),
        );
        expect(claimed.flatMap(({ nodes }) => nodes.map(({ id }) => id))).toEqual(
          months
            .map((_, i) => `claim-${i}`)
            .toSorted()
            .toReversed(),
        );
        expect(claimed).toHaveLength(Math.max(1, Math.ceil(size / first)));
      },
    ),
    { numRuns: 30 },
  );
});
