import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLOutputType,
} from 'graphql';
import { ownAnnotations, partsOf, requirementOf, type Part } from './classification.ts';
import { collectFields, type WrittenField, type WrittenSet } from './collect-fields.ts';
import type { Outcome } from './decision.ts';
import type { Expected } from './expected.ts';
import { maskAll } from './masks.ts';
import { cutPage, readWholeList } from './read-page.ts';
import { standingOfField, standingOfObject, type Fields, type Standing } from './standing.ts';
import { nobody, typeOfRecord, type Thing } from './thing.ts';
import { argumentsOf, usedInputs } from './used-inputs.ts';
import { isClosed, isDue, isPersonal, judge, noteOf, surely, type Needed, type Walk } from './walk.ts';

const nothing: Expected = { kind: 'nothing' };

/** What the answer must be of an object, and of everything below it. */
export async function expectObject(
  walk: Walk,
  thing: Thing,
  sets: WrittenSet,
  path: string,
  must = true,
): Promise<Expected> {
  const fields = new Map<string, Expected>();
  for (const [key, written] of collectFields(walk.text, sets, thing.type)) {
    fields.set(key, await expectField(walk, thing, written, path === '' ? key : `${path}.${key}`));
  }
  return { kind: 'object', fields, must };
}

/** One field of one object, with all that is known where its value is worked out. */
interface Spot {
  readonly walk: Walk;
  readonly thing: Thing;
  readonly written: readonly WrittenField[];
  readonly path: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly part: Part;
  readonly record: Fields;
  readonly args: Fields;
  readonly needed: Needed;
  /** Whose the field is. */
  readonly standing: Standing;
}

async function expectField(
  walk: Walk,
  thing: Thing,
  written: readonly WrittenField[],
  path: string,
): Promise<Expected> {
  const [first] = written;
  const name = first?.node.name.value ?? '';
  if (name === '__typename') return expectName(walk, thing, written);
  const type = walk.text.schema.getType(thing.type);
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  const coordinate = `${thing.type}.${name}`;
  const [anyPart] = partsOf(coordinate);
  if (!first || !field || !anyPart) throw new Error(`The oracle knows no ${coordinate}.`);
  const part = partsOf(coordinate).includes(thing.part) ? thing.part : anyPart;
  if (part === 'hub') {
    walk.unchecked.add(path);
    return { kind: 'unchecked' };
  }
  const record = await recordAt(walk, thing, part);
  // What an agency has never heard of is not there, and nothing is denied of it.
  if (!record) return nothing;
  const args = argumentsOf(field, first.node, walk.text.variables);
  const inputs = usedInputs(thing.type, field, args);
  const needed = { coordinate, own: requirementOf(thing.type, name), inputs };
  const standing =
    standingOfField(part, thing.type, name, record) ??
    standingOfObject(part, thing.type, record) ??
    thing.around;
  const spot = { walk, thing, written, path, field, part, record, args, needed, standing };
  if (thing.type === 'Query') {
    const named = { ...walk.named, here: JSON.stringify(args) };
    return await expectEntry({ ...spot, walk: { ...walk, named } });
  }
  const outcome = isEntryPage(thing)
    ? judgeRows(spot)
    : judge(walk, needed, standing, isLeafType(getNamedType(field.type)));
  if (outcome.kind === 'denied') return denied(spot);
  const expected = await expectAllowed(spot, outcome);
  const takesAlong = isNonNullType(field.type) && written.some(({ parent }) => walk.isRefused(parent, name));
  return takesAlong ? ({ ...expected, bubbles: true } as Expected) : expected;
}

/**
 * The name of an object tells no more than the object; but an interface refuses it where it refuses the name of any of
 * its types. A union gives it beside what is seen.
 */
function expectName({ text, isRefused }: Walk, { type }: Thing, written: readonly WrittenField[]): Expected {
  const bubbles = written.some(
    ({ parent }) => isInterfaceType(text.schema.getType(parent)) && isRefused(parent, '__typename'),
  );
  return { kind: 'name', value: type, bubbles };
}

function denied({ walk, path, field, needed: { coordinate } }: Spot): Expected {
  walk.deniable.add(path);
  return { kind: 'denied', path, coordinate, bubbles: isNonNullType(field.type) };
}

/** A page at an entry point is about nobody: each of its rows is whose it is itself. */
function isEntryPage({ page, around, type }: Thing): boolean {
  return page !== undefined && around === nobody && type !== 'PageInfo';
}

/** The rows are let out already, each by its own relation; this notes for the log what shows of each. */
function judgeRows({ walk, thing, needed }: Spot): Outcome {
  for (const row of thing.page?.rows ?? []) judge(walk, needed, ownStanding(row), false);
  return { kind: 'full' };
}

function ownStanding({ part, type, record }: Thing): Standing {
  return standingOfObject(part, type, record) ?? nobody;
}

async function recordAt({ truth }: Walk, thing: Thing, part: Part): Promise<Fields | undefined> {
  if (thing.type === 'Query' || part === thing.part || part === 'hub') return thing.record;
  return await truth.reference(part, thing.type, String(thing.record['id']));
}

async function expectAllowed(spot: Spot, outcome: Outcome): Promise<Expected> {
  const { walk, thing, written, field, needed, standing } = spot;
  const relations = isEntryPage(thing) ? walk.possible : surely(walk, standing);
  const must = isDue(walk, written, needed.inputs, relations);
  if (!must) walk.deniable.add(spot.path);
  if (thing.page || thing.row) return await expectOfPage(spot, must);
  if (getNamedType(field.type).name.endsWith('Connection')) {
    return await expectPage(spot, must, (row) => isNamed(spot, row, standing), standing);
  }
  const value = await valueAt(spot);
  if (value === undefined || value === null) return nothing;
  const leaf = getNamedType(field.type);
  if (isLeafType(leaf)) {
    const whole = Array.isArray(value) ? value.map((each) => leaf.serialize(each)) : leaf.serialize(value);
    const shown = outcome.kind === 'masked' ? maskAll(whole, outcome.masks) : whole;
    if (shown === null) return nothing;
    const note = isPersonal(needed.own) ? noteOf(needed.coordinate, standing, outcome) : undefined;
    const { coordinate } = needed;
    return { kind: 'value', value: shown, coordinate, note, isMasked: outcome.kind === 'masked', must };
  }
  return await expectComposite(spot, value, must, (row) => isNamed(spot, row, standing));
}

/** An object of an abstract type is left out where already the name of its type would tell what may not be known. */
function isNamed({ walk, field, part, needed }: Spot, { type, record }: Thing, around: Standing): boolean {
  const given = getNamedType(field.type).name;
  const node = given.endsWith('Connection') ? given.slice(0, -'Connection'.length) : given;
  const declared = walk.text.schema.getType(node);
  if (!declared || !isAbstractType(declared)) return true;
  const member = { coordinate: needed.coordinate, own: [...needed.own, ...ownAnnotations(type)], inputs: [] };
  return judge(walk, member, standingOfObject(part, type, record) ?? around, false).kind !== 'denied';
}

/** Nobody is concerned before something is found: each object is there for those whom its own relation allows it. */
async function expectEntry(spot: Spot): Promise<Expected> {
  const { walk, needed, field, written } = spot;
  if (isClosed(walk, needed)) return denied(spot);
  const isVisibleUnder = (row: Thing, isNamed: (person: string) => boolean) => {
    const declared = walk.text.schema.getType(getNamedType(field.type).name);
    const member = declared && isAbstractType(declared) ? ownAnnotations(row.type) : [];
    const asked = { ...needed, own: [...needed.own, ...member] };
    const relations = walk.relationsTo(ownStanding(row), isNamed);
    // The log speaks of the field, with or without the name of the type.
    judge(walk, needed, ownStanding(row), false, relations);
    return judge(walk, asked, ownStanding(row), false, relations).kind !== 'denied';
  };
  const isVisible = (row: Thing) => {
    const isSeen = isVisibleUnder(row, (person) => walk.named.here.includes(person));
    if (isSeen !== isVisibleUnder(row, (person) => walk.named.anywhere.includes(person))) {
      walk.unsure.add(spot.path);
    }
    return isSeen;
  };
  const isDueFor = (row: Thing) => isDue(walk, written, needed.inputs, surely(walk, ownStanding(row)));
  if (getNamedType(field.type).name.endsWith('Connection')) {
    const must = isDue(walk, written, needed.inputs, walk.possible);
    return await expectPage(spot, must, isVisible, undefined);
  }
  const value = await valueAt(spot);
  if (value === undefined || value === null) return nothing;
  return await expectComposite(spot, value, isDueFor, isVisible);
}

/** The value without any guard; a resolver that refuses its arguments tells so. */
async function valueAt({ walk, thing, part, record, args, field, path }: Spot): Promise<unknown> {
  if (part === 'hub') return undefined;
  try {
    return await walk.truth.field(part, thing.type, field.name, record, args);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    walk.failed.add(path);
    return undefined;
  }
}

async function expectComposite(
  spot: Spot,
  value: unknown,
  must: boolean | ((thing: Thing) => boolean),
  isVisible: (thing: Thing) => boolean,
): Promise<Expected> {
  const { walk, field, written, path } = spot;
  const one = async (record: unknown): Promise<Expected> => {
    if (record === null || record === undefined) return nothing;
    const thing = thingOf(spot, record as Fields);
    if (!isVisible(thing)) return nothing;
    const due = typeof must === 'boolean' ? must : must(thing);
    return await expectObject(walk, thing, setsOf(written, field.type), path, due);
  };
  const listed = getNullableType(field.type);
  if (!isListType(listed)) return await one(value);
  const items = await Promise.all((value as readonly unknown[]).map(one));
  const kept = isNonNullType(listed.ofType) ? items.filter(({ kind }) => kind !== 'nothing') : items;
  return { kind: 'list', items: kept, must: must !== false };
}

function thingOf({ walk, field, part, standing }: Spot, record: Fields): Thing {
  const declared = getNamedType(field.type).name.replace(/Connection$/, '');
  const type = walk.text.schema.getType(declared);
  const name = typeOfRecord(record, declared, type !== undefined && isAbstractType(type));
  return { type: name, part, record, around: standing };
}

function setsOf(written: readonly WrittenField[], type: GraphQLOutputType): WrittenSet {
  const parent = getNamedType(type).name;
  return written.flatMap(({ node }) => (node.selectionSet ? [[node.selectionSet, parent] as const] : []));
}

/** @param around whose the list is; undefined at an entry point, where each row is whose it is itself */
async function expectPage(
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
async function expectOfPage(spot: Spot, must: boolean): Promise<Expected> {
  const { walk, thing, field, written, path, needed } = spot;
  const { page, row, around } = thing;
  const sets = setsOf(written, field.type);
  if (row) {
    if (field.name === 'cursor')
      return { kind: 'cursor', list: row.list, row: String(row.node.record['id']), must };
    return await expectObject(walk, row.node, sets, path, must);
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
  const items = await Promise.all(things.map((each) => expectObject(walk, each, sets, path, must)));
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
