import { expect, test } from 'vitest';
import { citizens, familyRelations } from '../../../subgraphs/population/collections.ts';
import { population } from '../../../subgraphs/population/subgraph.ts';
import { openSubgraph } from '../execute.ts';
import { at } from '../walk-pages.ts';
import { citizen, relation } from './records.ts';

const ids = Array.from({ length: 100 }, (_, i) => `parent-${i}`);

/** A hundred parents, each with a spouse and two children. */
async function openFamilies() {
  const subgraph = await openSubgraph(population);
  for (const id of ids) {
    const [first, second, spouse] = [`${id}-child-1`, `${id}-child-2`, `${id}-spouse`];
    await subgraph.put(citizens, ...[id, first, second, spouse].map((each) => citizen(each)));
    await subgraph.put(
      familyRelations,
      relation(id, 'CHILD', first),
      relation(id, 'CHILD', second),
      relation(id, 'SPOUSE', spouse),
      relation(first, 'MOTHER', id),
      relation(second, 'MOTHER', id),
      relation(spouse, 'SPOUSE', id),
    );
  }
  return subgraph;
}

const nested = `
  fullName personalNumber
  livingChildren(on: "2026-07-01")
  children: familyRelations(kind: CHILD, first: 5) {
    nodes { kind relative { fullName familyRelations(first: 5) { nodes { relative { id birthDate } } } } }
  }
  familyRelations { nodes { relative { id isDeceased } } pageInfo { hasNextPage } }
  isParentOf(child: "parent-7-child-1")
  isSpouseOf(citizen: "parent-7-spouse")
  represents(citizen: "parent-7-child-2", on: "2026-07-01")
  populationSource { version }`;

test.each([
  ['themselves', 1, 'id fullName'],
  ['their relations', 2, 'familyRelations { nodes { kind } }'],
  ['their relatives', 3, 'familyRelations { nodes { relative { fullName } } }'],
  ['how many children live', 3, 'livingChildren(on: "2026-07-01")'],
  ['whether they are parents', 3, 'isParentOf(child: "parent-7-child-1")'],
  ['the relatives of their relatives, and all questions', 8, nested],
])('reads the store as often for a hundred citizens as for one: %s (%i)', async (_what, reads, selection) => {
  const subgraph = await openFamilies();
  const operation = `query ($ids: [ID!]!) { citizens(ids: $ids) { ${selection} } }`;
  const hundred = await subgraph.run(operation, { ids });
  expect(at<readonly unknown[]>(hundred, 'citizens')).toHaveLength(100);
  expect(hundred.reads).toBe(reads);
  const one = await subgraph.run(operation, { ids: ['parent-6'] });
  at(one, 'citizens');
  expect(one.reads).toBe(reads);
});

test('reads the store as often for a hundred references of other agencies (8)', async () => {
  const subgraph = await openFamilies();
  const representations = ids.map((id) => ({ __typename: 'Citizen', id }));
  const answer = await subgraph.run(
    `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on Citizen { ${nested} } }
    }`,
    { representations },
  );
  expect(at<readonly unknown[]>(answer, '_entities')).toHaveLength(100);
  expect(answer.reads).toBe(8);
});
