import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { citizens, familyRelations } from '../../../subgraphs/population/collections.ts';
import { population } from '../../../subgraphs/population/subgraph.ts';
import { contributions, insuredPersons } from '../../../subgraphs/vss/collections.ts';
import { vss } from '../../../subgraphs/vss/subgraph.ts';
import { runEntities } from '../ask-entities.ts';
import { openSubgraph, type OpenSubgraph } from '../execute.ts';
import { citizen, relation } from '../population/records.ts';
import { contribution, insured } from '../vss/records.ts';
import { at } from '../walk-pages.ts';

let subgraph: OpenSubgraph;
beforeAll(async () => {
  subgraph = await openSubgraph(population);
  await subgraph.put(citizens, citizen('a'), citizen('b'));
  await subgraph.put(
    familyRelations,
    ...['a', 'b'].flatMap((id) => ['x', 'y', 'z'].map((child) => relation(id, 'CHILD', child))),
  );
});

interface Paging {
  readonly id?: string;
  readonly kind?: string;
  readonly first?: number | null;
  readonly after?: string | null;
}

const ask = ({ id = 'a', ...paging }: Paging) =>
  subgraph.run(
    `query ($id: ID!, $kind: FamilyRelationKind, $first: Int, $after: String) {
      citizen(id: $id) {
        familyRelations(kind: $kind, first: $first, after: $after) { nodes { kind } pageInfo { endCursor } }
      }
    }`,
    { id, ...paging },
  );

const list = ['citizen', 'familyRelations'] as const;
const cursorOf = async (paging: Paging) =>
  at<string>(await ask({ ...paging, first: 1 }), ...list, 'pageInfo', 'endCursor');

describe('a cursor', () => {
  test('leads on in its own list', async () => {
    const after = await cursorOf({});
    expect(at(await ask({ after }), ...list, 'nodes')).toHaveLength(2);
  });

  test('is refused in the list of somebody else, or of another kind', async () => {
    const after = await cursorOf({});
    expect((await ask({ id: 'b', after })).codes).toEqual(['BAD_USER_INPUT']);
    expect((await ask({ kind: 'CHILD', after })).codes).toEqual(['BAD_USER_INPUT']);
    const ofKind = await cursorOf({ kind: 'CHILD' });
    expect((await ask({ after: ofKind })).codes).toEqual(['BAD_USER_INPUT']);
    expect((await ask({ kind: 'MOTHER', after: ofKind })).codes).toEqual(['BAD_USER_INPUT']);
  });

  test('is refused in a list of another collection that has the same index and key', async () => {
    const insurance = await openSubgraph(vss);
    await insurance.put(insuredPersons, insured('a'));
    await insurance.put(contributions, contribution('a', '2026-01-01', '2026-02-01'));
    const after = await cursorOf({});
    const { codes } = await runEntities(
      insurance,
      'Citizen',
      ['a'],
      `insurance { contributions(after: "${after}") { nodes { from } } }`,
    );
    expect(codes).toEqual(['BAD_USER_INPUT']);
  });

  test('is refused with any one character changed, added or taken away', async () => {
    const cursor = await cursorOf({});
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: cursor.length }),
        fc.constantFrom('', 'A', 'Q', 'g', 'w', '0', '_', '-', '=', ' ', '+', '%'),
        fc.boolean(),
        async (place, character, replaces) => {
          const changed = cursor.slice(0, place) + character + cursor.slice(place + (replaces ? 1 : 0));
          fc.pre(changed !== cursor);
          expect((await ask({ after: changed })).codes).toEqual(['BAD_USER_INPUT']);
        },
      ),
      { numRuns: 300 },
    );
  });

  test.each(['', 'x', 'eyJhIjoxfQ', '0', 'null'])('is refused when it never was one: "%s"', async (after) => {
    expect((await ask({ after })).codes).toEqual(['BAD_USER_INPUT']);
  });

  test('tells nothing of the row that it stands for, and is another each time', async () => {
    const cursor = await cursorOf({});
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('CHILD');
    expect(await cursorOf({})).not.toBe(cursor);
  });

  test('that is left out or null begins at the beginning', async () => {
    expect(at(await ask({ after: null }), ...list, 'nodes')).toHaveLength(3);
  });
});

test.each([0, -1, 101, 2_147_483_647])(
  'a page of %i rows is refused, without a read of the list',
  async (first) => {
    const answer = await ask({ first });
    expect(answer.codes).toEqual(['BAD_USER_INPUT']);
    expect(answer.readCalls).toEqual(['citizens.getMany']);
  },
);

test.each([1, 100, null])('a page of %s rows is given', async (first) => {
  expect(at(await ask({ first }), ...list, 'nodes')).toHaveLength(first === 1 ? 1 : 3);
});
