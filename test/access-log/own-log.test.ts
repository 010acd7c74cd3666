import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPage } from '../../gateway/hub/access-log/read-page.ts';
import type { DisclosureEntry } from '../../gateway/log/disclosure-entry.ts';
import { openKeptLog, type KeptLog } from '../../gateway/start/open-log.ts';
import type { Relation } from '../../schema/policy/relation.ts';
import { createCursorCodec } from '../../subgraphs/kit/cursor.ts';
import { entryAt } from '../log/entries.ts';

const shown = { subgraph: 'vss', subjects: ['s1'], relation: 'CASE', full: ['A.a'] } as const;
const kept = {
  subgraph: 'vss',
  subjects: ['s2'],
  relation: 'NONE',
  denied: ['Query.claimByNumber'],
} as const;
const cursors = createCursorCodec(randomBytes(32));

function entry(second: number, disclosures: DisclosureEntry['disclosures']): DisclosureEntry {
  return { ...entryAt(`2026-08-01T00:00:0${second}Z`, `r${second}`), disclosures };
}

let log: KeptLog;
beforeAll(async () => {
  log = await openKeptLog({ place: 'memory:', keyFile: undefined, gateway: 'g1' }, () => {});
  await log.append(entry(1, [shown]));
  await log.append(entry(2, [kept]));
  await log.append(entry(3, [kept]));
  await log.append(entry(4, [shown, kept]));
  await log.append(entry(5, [kept]));
  await log.append(entry(6, [shown]));
});
afterAll(() => log.close());

/** The requests on each page of two rows, with which there is another one. */
async function pagesOf(relation: Relation) {
  const pages: (readonly string[])[] = [];
  let after: string | null = null;
  do {
    const list = { index: 'byOfficer', equals: ['officer-1'], relation };
    const page = await readPage(list, { first: 2, after }, log.kept.index, { cursors });
    pages.push(page.nodes.map(({ logged }) => logged.chained.entry.requestId));
    expect(page.edges.map(({ node }) => node)).toEqual(page.nodes);
    after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
  return pages;
}

test('whoever asked finds no row of what was not there for them, and no page is shorter or follows for its sake', async () => {
  expect(await pagesOf('OWN_RECORD')).toEqual([['r6', 'r4'], ['r1']]);
});

test('and auditors find all of them', async () => {
  expect(await pagesOf('DUTY')).toEqual([
    ['r6', 'r5'],
    ['r4', 'r3'],
    ['r2', 'r1'],
  ]);
});
