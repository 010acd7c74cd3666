import { getNamedType, GraphQLError } from 'graphql';
import type { WrittenSet } from './collect-fields.ts';
import type { Expected } from './expected.ts';
import { cutPage, readWholeList } from './read-page.ts';
import { named, ownStanding, setsOf, thingOf, type Spot } from './spot.ts';
import type { Standing } from './standing.ts';
import { nobody, type Thing } from './thing.ts';
import type { Walk } from './walk.ts';

/** What the answer must be of an object: a page holds objects, and they hold pages. */
export type ExpectObject = (
  walk: Walk,
  thing: Thing,
  sets: WrittenSet,
  path: string,
  must?: boolean,
) => Promise<Expected>;

const nothing: Expected = { kind: 'nothing' };

/**
 * A page of a list as it is for those who may see these rows.
 *
 * @param around whose the list is; undefined at an entry point, where each row is whose it is itself
 */
export async function expectPage(
  expectObject: ExpectObject,
  spot: Spot,
  must: boolean,
  isVisible: (thing: Thing) => boolean,
  around: Standing | undefined,
): Promise<Expected> {
  const { walk, thing, part, record, args, field, written, path } = spot;
  if (part === 'hub') return { kind: 'unchecked' };
  const refused = () => {
    walk.failed.add(path);
    return nothing;
  };
  try {
    const place = { part, type: thing.type, field: field.name, record };
    const { list, records, order } = await readWholeList(walk.truth, place, args);
    const given = typeof args['after'] === 'string' ? args['after'] : undefined;
    const after = given === undefined ? undefined : walk.cursors.rowOf(given, list);
    if (given !== undefined && after === undefined) return refused();
    const rows = records.map((each) => thingOf(spot, each)).filter(isVisible);
    const first = typeof args['first'] === 'number' ? args['first'] : 20;
    const cut = cutPage(rows, order, { first, after });
    if (!cut) return refused();
    const page = { ...cut, list, hasPreviousPage: given !== undefined };
    const type = getNamedType(field.type).name;
    const connection = { type, part, record: {}, around: around ?? nobody, page };
    return await expectObject(walk, connection, setsOf(written, field.type), path, must);
  } catch (error) {
    if (error instanceof GraphQLError) return refused();
    throw error;
  }
}

/** The fields of a connection, of an edge and of what says where a page stands. */
export async function expectOfPage(expectObject: ExpectObject, spot: Spot, must: boolean): Promise<Expected> {
  const { walk, thing, field, written, path, needed } = spot;
  const { page, row, around } = thing;
  const sets = setsOf(written, field.type);
  if (row) {
    if (field.name === 'cursor')
      return { kind: 'cursor', list: row.list, row: String(row.node.record['id']), must };
    return named(await expectObject(walk, row.node, sets, path, must), spot, row.node, around);
  }
  if (!page) return nothing;
  const { rows, list } = page;
  if (thing.type === 'PageInfo') return ofPageInfo(field.name, page, needed.coordinate, must);
  if (field.name === 'pageInfo') {
    return await expectObject(walk, { ...thing, type: 'PageInfo' }, sets, path, must);
  }
  const things = rows.map((node): Thing => {
    const whose = around === nobody ? ownStanding(node) : around;
    if (field.name === 'nodes') return node;
    return {
      type: getNamedType(field.type).name,
      part: node.part,
      record: {},
      around: whose,
      row: { list, node },
    };
  });
  const items = await Promise.all(
    things.map(async (each) => named(await expectObject(walk, each, sets, path, must), spot, each, around)),
  );
  return { kind: 'list', items, must };
}

function ofPageInfo(
  name: string,
  { rows, list, hasNextPage, hasPreviousPage }: NonNullable<Thing['page']>,
  coordinate: string,
  must: boolean,
): Expected {
  if (name === 'hasNextPage') return { kind: 'value', value: hasNextPage, coordinate, must };
  if (name === 'hasPreviousPage') return { kind: 'value', value: hasPreviousPage, coordinate, must };
  const row = name === 'startCursor' ? rows[0] : rows.at(-1);
  return row ? { kind: 'cursor', list, row: String(row.record['id']), must } : nothing;
}
