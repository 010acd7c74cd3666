import { readFile } from 'node:fs/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AccessContext } from '../../../schema/hub-context.ts';
import { enforceAccess } from '../../../subgraphs/kit/access/enforce-access.ts';
import { caller, officerOn } from './caller.ts';
import { smallPolicy } from './small-policy.ts';

/** A record of An; that it is an illness is already a fact about An. */
interface PatientRecord {
  readonly __typename: 'Note' | 'Illness';
  readonly id: string;
  readonly title: string;
}

const records: readonly PatientRecord[] = [
  { __typename: 'Illness', id: 'i1', title: 'measles' },
  { __typename: 'Note', id: 'n1', title: 'arrived' },
  { __typename: 'Illness', id: 'i2', title: 'mumps' },
  { __typename: 'Note', id: 'n2', title: 'left' },
];

/** The page of a list, with the place in the list as cursor. */
function page({ first = 20, after }: { first?: number; after?: string }) {
  const start = after === undefined ? 0 : Number(after) + 1;
  const edges = records.slice(start, start + first).map((node, at) => ({ node, cursor: String(start + at) }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: start + first < records.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

let enforced: ReturnType<typeof enforceAccess>;
beforeAll(async () => {
  const about = () => ({ subject: 'an' });
  const schema = buildSubgraphSchema({
    typeDefs: parse(await readFile(new URL('records.graphql', import.meta.url), 'utf8')),
    resolvers: {
      Query: {
        record: (_: unknown, { id }: { id: string }) => records.find((record) => record.id === id),
        patient: (_: unknown, { id }: { id: string }) => ({ id }),
      },
      Patient: {
        latest: () => records[0],
        records: () => records,
        page: (_: unknown, args: { first?: number; after?: string }) => page(args),
      },
      Note: { __resolveReference: ({ id }: { id: string }) => records.find((record) => record.id === id) },
      Illness: { __resolveReference: ({ id }: { id: string }) => records.find((record) => record.id === id) },
    },
  });
  enforced = enforceAccess(schema, {
    policy: smallPolicy,
    standings: { Patient: about, Note: about, Illness: about },
    maskKey: 'secret',
  });
});

async function ask(access: AccessContext, operation: string) {
  const call = enforced.accessOf(access, Temporal.PlainDate.from('2026-07-15'));
  const { data, errors = [] } = await execute({
    schema: enforced.schema,
    document: parse(operation),
    contextValue: { access: call },
  });
  return { data: JSON.parse(JSON.stringify(data)), errors, report: call.report() };
}

const officer = officerOn('an');
const an = caller({ role: 'CITIZEN', citizen: 'an' });

describe('an object whose very type tells what the caller may not know', () => {
  test('is left out of a list, and its neighbours stay', async () => {
    const { data } = await ask(officer, '{ patient(id: "an") { records { __typename id } } }');
    expect(data).toEqual({
      patient: {
        records: [
          { __typename: 'Note', id: 'n1' },
          { __typename: 'Note', id: 'n2' },
        ],
      },
    });
  });

  test('is nothing where it stands alone, below an object and at the root', async () => {
    const { data, errors } = await ask(
      officer,
      '{ patient(id: "an") { latest { id } } a: record(id: "i1") { id } b: record(id: "n1") { id } c: record(id: "x") { id } }',
    );
    expect(data).toEqual({ patient: { latest: null }, a: null, b: { id: 'n1' }, c: null });
    expect(errors).toEqual([]);
  });

  test('leaves no gap on a page, and the page no trace of it', async () => {
    const { data } = await ask(
      officer,
      '{ patient(id: "an") { page(first: 2) { edges { cursor node { id } } nodes { id } pageInfo { hasNextPage } } } }',
    );
    expect(data).toEqual({
      patient: {
        page: {
          edges: [
            { cursor: '1', node: { id: 'n1' } },
            { cursor: '3', node: { id: 'n2' } },
          ],
          nodes: [{ id: 'n1' }, { id: 'n2' }],
          pageInfo: { hasNextPage: false },
        },
      },
    });
  });

  test('is shown to whoever may know', async () => {
    const { data } = await ask(
      an,
      '{ patient(id: "an") { records { __typename } latest { __typename id } } }',
    );
    expect(data).toMatchObject({ patient: { latest: { __typename: 'Illness', id: 'i1' } } });
    expect((data as { patient: { records: unknown[] } }).patient.records).toHaveLength(4);
  });

  test.each([
    ['alone', '{ patient(id: "an") { latest { id } } }', 'Patient.latest'],
    ['in a list', '{ patient(id: "an") { records { id } } }', 'Patient.records'],
    ['on a page', '{ patient(id: "an") { page { nodes { id } } } }', 'Patient.page'],
    ['by the rows of a page', '{ patient(id: "an") { page { edges { node { id } } } } }', 'Patient.page'],
    ['at the root', '{ record(id: "i1") { id } }', 'Query.record'],
  ])(
    'is reported of whom it is told, %s, whether its name is asked for or not',
    async (_how, query, field) => {
      const { report } = await ask(an, query);
      expect(report.disclosures).toMatchObject([{ subjects: ['an'], relation: 'SELF' }]);
      expect(report.disclosures[0]?.full).toEqual(expect.arrayContaining([field, 'Illness.__typename']));
      expect(JSON.stringify((await ask(officer, query)).report)).not.toContain('Illness.__typename');
    },
  );

  test('is not reported of a page of which no row is shown', async () => {
    const { report } = await ask(an, '{ patient(id: "an") { page { pageInfo { hasNextPage } } } }');
    expect(report.disclosures).toEqual([{ subjects: ['an'], relation: 'SELF', full: ['Patient.page'] }]);
  });

  test('is noted for the log, and told to nobody', async () => {
    const { report } = await ask(officer, '{ patient(id: "an") { latest { id } } }');
    expect(report.denials).toEqual([]);
    expect(JSON.stringify(report.disclosures)).toContain('Patient.latest');
  });
});

test.each(['_entities', 'entities1'])(
  'an entity echoes its key to the gateway, which had it before, whatever its type tells: as %s',
  async (name) => {
    const { data, errors } = await ask(
      officer,
      `{ ${name}: _entities(representations: [{ __typename: "Illness", id: "i1" }]) {
        ... on Illness { __typename id title }
      } }`,
    );
    expect(data).toEqual({ [name]: [{ __typename: 'Illness', id: 'i1', title: null }] });
    expect(errors).toEqual([]);
  },
);
