import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visiblePage } from '../../../subgraphs/kit/access/visible-page.ts';
import type { Connection } from '../../../subgraphs/kit/connection.ts';
import { pageOf, walkPages, type Page } from '../walk-pages.ts';
import { openClinic, paper, patient } from './ask-clinic.ts';
import { caller, officerOn } from './caller.ts';

const number = (i: number) => `p${String(i).padStart(3, '0')}`;

/** A clinic with papers on one shelf; each is about the patient at its place. */
async function shelf(owners: readonly string[]) {
  const patients = [...new Set(owners)].map((id) => patient(id));
  return openClinic({ patients, papers: owners.map((owner, i) => paper(number(i), owner)) });
}

const query = `query ($first: Int, $after: String) { papers(first: $first, after: $after) ${pageOf('id')} }`;

/** Walks the shelf as an officer whose case is about `mine`. */
async function walk(owners: readonly string[], first: number) {
  const clinic = await shelf(owners);
  return walkPages(async (after) => {
    const { data, codes } = await clinic.ask(officerOn('mine'), query, { first, after });
    expect(codes).toEqual([]);
    return (data as { papers: Page }).papers;
  });
}

/** A page without its cursors, which are encrypted anew each time, but with whether they are there. */
const shapeOf = ({ nodes, edges, pageInfo }: Page) => ({
  ids: nodes.map(({ id = '' }) => id),
  edges: edges.length,
  pageInfo: {
    ...pageInfo,
    startCursor: pageInfo.startCursor !== null,
    endCursor: pageInfo.endCursor !== null,
  },
});

const ofMine = (owners: readonly string[]) =>
  owners.flatMap((owner, i) => (owner === 'mine' ? [number(i)] : []));

describe('a page of records of which some may not be seen', () => {
  test('is the page of a list without them', async () => {
    const owners = ['mine', 'other', 'mine', 'other', 'other', 'mine', 'other'];
    const [first, ...rest] = await walk(owners, 2);
    expect(first && shapeOf(first)).toEqual({
      ids: ['p000', 'p002'],
      edges: 2,
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: true, endCursor: true },
    });
    expect(rest.map(shapeOf)).toEqual([
      {
        ids: ['p005'],
        edges: 1,
        pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: true, endCursor: true },
      },
    ]);
  });

  test.each([
    ['when none may be seen', ['other', 'other', 'other'], ['other']],
    ['when those at the end may not', ['mine', 'mine', 'other', 'other'], ['mine', 'mine']],
  ])('shows no more pages than there are: %s', async (_when, owners, alone) => {
    const visible = alone.filter((owner) => owner === 'mine');
    const pages = await walk(owners, 2);
    expect(pages.map(shapeOf)).toEqual([
      {
        ids: ofMine(owners),
        edges: visible.length,
        pageInfo: {
          hasNextPage: false,
          hasPreviousPage: false,
          startCursor: visible.length > 0,
          endCursor: visible.length > 0,
        },
      },
    ]);
  });

  test('whatever may be seen, each of it is seen once, in its order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('mine', 'other', 'third'), { maxLength: 30 }),
        fc.integer({ min: 1, max: 7 }),
        async (owners, first) => {
          const hidden = await walk(owners, first);
          const absent = await walk(
            owners.filter((owner) => owner === 'mine'),
            first,
          );
          expect(hidden.flatMap(({ nodes }) => nodes.map(({ id }) => id))).toEqual(ofMine(owners));
          const shapes = (pages: readonly Page[]) =>
            pages.map((page) => ({ ...shapeOf(page), ids: page.nodes.length }));
          expect(shapes(hidden)).toEqual(shapes(absent));
        },
      ),
      { numRuns: 25 },
    );
  });

  test('has no field beside its rows that would count the rest', async () => {
    const clinic = await shelf(['mine', 'other']);
    const { data } = await clinic.ask(officerOn('mine'), '{ papers { total nodes { id } } }');
    expect(data).toEqual({ papers: { total: null, nodes: [{ id: 'p000' }] } });
  });

  test('is denied whole to whom no relation allows it', async () => {
    const clinic = await shelf(['mine']);
    const { data, report } = await clinic.ask(caller({ role: 'AUDITOR' }), query, { first: 2 });
    expect(data).toEqual({ papers: null });
    expect(report.denials).toEqual([{ path: ['papers'], coordinate: 'Query.papers' }]);
  });

  test('reports the rows that are shown and those that are hidden, and none that was only read ahead', async () => {
    const clinic = await shelf(['mine', 'other', 'mine', 'mine']);
    const { report } = await clinic.ask(officerOn('mine'), '{ papers(first: 1) { nodes { id title } } }');
    expect(report.disclosures).toEqual([
      {
        subjects: ['mine'],
        relation: 'CASE',
        full: ['Paper.title', 'PaperConnection.nodes', 'Query.papers'],
      },
      { subjects: ['other'], relation: 'NONE', denied: ['Query.papers'] },
    ]);
  });
});

test('a list in which hardly anything may be seen is read in steps, and goes on where it stopped', async () => {
  let reads = 0;
  const rows = Array.from({ length: 1000 }, (_, i) => i);
  const read = (from: number, first: number): Connection<number> => {
    reads++;
    const edges = rows.slice(from, from + first).map((node) => ({ cursor: String(node), node }));
    return {
      edges,
      nodes: edges.map(({ node }) => node),
      pageInfo: {
        hasNextPage: from + first < rows.length,
        hasPreviousPage: from > 0,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
    };
  };
  const pageAfter = async (cursor: string, first: number) => read(Number(cursor) + 1, first);
  const list = { wanted: 10, isVisible: (node: number) => node === 999, pageAfter };
  const first = await visiblePage(read(0, 10), list);
  expect({ ...first, reads }).toEqual({
    edges: [],
    nodes: [],
    pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: '509' },
    reads: 6,
  });
  const second = await visiblePage(await pageAfter('509', 10), list);
  expect(second.nodes).toEqual([999]);
  expect(second.pageInfo.hasNextPage).toBe(false);
});
