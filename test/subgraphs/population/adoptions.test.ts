import { expect, test } from 'vitest';
import { citizens, familyRelations } from '../../../subgraphs/population/collections.ts';
import { population } from '../../../subgraphs/population/subgraph.ts';
import { openSubgraph } from '../execute.ts';
import { at, pageOf, walkPages, type Page } from '../walk-pages.ts';
import { citizen, relation } from './records.ts';

/** A family with one child by birth and one by adoption. */
async function openFamily() {
  const subgraph = await openSubgraph(population);
  await subgraph.put(citizens, ...['a', 'born', 'adopted', 'spouse', 'ward'].map((id) => citizen(id)));
  await subgraph.put(
    familyRelations,
    relation('a', 'CHILD', 'born'),
    relation('a', 'ADOPTED_CHILD', 'adopted'),
    relation('a', 'SPOUSE', 'spouse'),
    relation('a', 'WARD', 'ward'),
    relation('adopted', 'ADOPTIVE_PARENT', 'a'),
  );
  return subgraph;
}

test('an adoption is in no list of relations, on no page and behind no cursor', async () => {
  const subgraph = await openFamily();
  const pages = await walkPages(async (after) => {
    const answer = await subgraph.run(
      `query ($after: String) { citizen(id: "a") { familyRelations(first: 1, after: $after) ${pageOf('relative { id }')} } }`,
      { after },
    );
    return at<Page>(answer, 'citizen', 'familyRelations');
  });
  expect(pages.map(({ nodes }) => nodes)).toEqual(
    ['born', 'spouse', 'ward'].map((id) => [{ relative: { id } }]),
  );
  const alone = await subgraph.run(
    '{ citizen(id: "adopted") { familyRelations { nodes { kind } pageInfo { hasNextPage startCursor endCursor } } } }',
  );
  expect(at(alone, 'citizen', 'familyRelations')).toEqual({
    nodes: [],
    pageInfo: { hasNextPage: false, startCursor: null, endCursor: null },
  });
});

test('adoptions are a list of their own, from both ends', async () => {
  const subgraph = await openFamily();
  const answer = await subgraph.run(
    `{ parent: citizen(id: "a") { adoptions { nodes { kind relative { id } } } }
       child: citizen(id: "adopted") { adoptions { nodes { kind relative { id } } } } }`,
  );
  expect(at(answer)).toEqual({
    parent: { adoptions: { nodes: [{ kind: 'ADOPTED_CHILD', relative: { id: 'adopted' } }] } },
    child: { adoptions: { nodes: [{ kind: 'ADOPTIVE_PARENT', relative: { id: 'a' } }] } },
  });
});

test('a cursor of one list is refused in the other', async () => {
  const subgraph = await openFamily();
  const ask = async (list: string, after: string | null) =>
    subgraph.run(
      `query ($after: String) { citizen(id: "a") { ${list}(first: 1, after: $after) { pageInfo { endCursor } } } }`,
      {
        after,
      },
    );
  const cursor = at<string>(await ask('adoptions', null), 'citizen', 'adoptions', 'pageInfo', 'endCursor');
  expect((await ask('familyRelations', cursor)).codes).toEqual(['BAD_USER_INPUT']);
  expect((await ask('adoptions', cursor)).codes).toEqual([]);
});

test('who asks the open list for adoptions is told where they are', async () => {
  const subgraph = await openFamily();
  const answer = await subgraph.run(
    '{ citizen(id: "a") { familyRelations(kind: ADOPTED_CHILD) { nodes { kind } } } }',
  );
  expect(answer.codes).toEqual(['BAD_USER_INPUT']);
});

test('whether somebody is a parent does not tell by adoption from by birth', async () => {
  const subgraph = await openFamily();
  const answer = await subgraph.run('{ citizen(id: "a") { isParentOf(child: "adopted") } }');
  expect(at(answer, 'citizen', 'isParentOf')).toBe('MATCH');
});
