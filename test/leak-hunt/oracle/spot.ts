import {
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  type GraphQLField,
  type GraphQLOutputType,
} from 'graphql';
import { ownAnnotations, partsOf, requirementOf, type Part } from './classification.ts';
import type { WrittenField, WrittenSet } from './collect-fields.ts';
import { decideBest, isOpen } from './decision.ts';
import type { Expected } from './expected.ts';
import { standingOfField, standingOfObject, type Fields, type Standing } from './standing.ts';
import { nobody, typeOfRecord, type Thing } from './thing.ts';
import { isPersonal, judge, noteOf, type Needed, type Walk } from './walk.ts';

/** One field of one object, with all that is known where its value is worked out. */
export interface Spot {
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

/** A page at an entry point is about nobody: each of its rows is whose it is itself. */
export function isEntryPage({ page, around, type }: Thing): boolean {
  return page !== undefined && around === nobody && type !== 'PageInfo';
}

/** Whose an object is by itself; nobody's where its type does not say. */
export function ownStanding({ part, type, record }: Thing): Standing {
  return standingOfObject(part, type, record) ?? nobody;
}

/** An object of an abstract type is left out where already the name of its type would tell what may not be known. */
export function isNamed(
  { walk, field, part, needed }: Spot,
  { type, record }: Thing,
  around: Standing,
): boolean {
  const given = getNamedType(field.type).name;
  const node = given.endsWith('Connection') ? given.slice(0, -'Connection'.length) : given;
  const declared = walk.text.schema.getType(node);
  if (!declared || !isAbstractType(declared)) return true;
  const member = { coordinate: needed.coordinate, own: [...needed.own, ...ownAnnotations(type)], inputs: [] };
  return judge(walk, member, standingOfObject(part, type, record) ?? around, false).kind !== 'denied';
}

/** What the log says of the type of an object that is shown; undefined where it could be of no other, or is public. */
function typeNoteOf(
  { walk, field }: Spot,
  { part, type, record }: Thing,
  around: Standing,
): string | undefined {
  const given = walk.text.schema.getType(getNamedType(field.type).name);
  const own = ownAnnotations(type);
  if (!given || !isAbstractType(given) || !isPersonal(own)) return undefined;
  const standing = standingOfObject(part, type, record) ?? around;
  const outcome = decideBest(own, walk.question, walk.relationsTo(standing));
  const note = noteOf(`${type}.__typename`, standing, outcome);
  walk.shown.add(note);
  return note;
}

/** An object that a field shows, whose type is told with it. */
export function named(expected: Expected, spot: Spot, thing: Thing, around: Standing): Expected {
  const note = typeNoteOf(spot, thing, around);
  return expected.kind === 'object' && note !== undefined ? { ...expected, note } : expected;
}

/** A row is left out where its type may not be known, and where nothing of it may be seen. */
export function isListed(spot: Spot, row: Thing, around: Standing): boolean {
  const isOfItself = standingOfObject(row.part, row.type, row.record) !== undefined;
  return isNamed(spot, row, around) && (!isOfItself || isSeen(spot.walk, row));
}

/** Whether anything personal of a record may be seen; true where nothing of its type is personal. */
export function isSeen(walk: Walk, { type, part, record }: Thing): boolean {
  const object = walk.text.schema.getType(type);
  const personal = (isObjectType(object) ? Object.values(object.getFields()) : []).filter(
    ({ name }) => partsOf(`${type}.${name}`).includes(part) && isPersonal(requirementOf(type, name)),
  );
  const isShown = ({ name, type: given }: GraphQLField<unknown, unknown>): boolean => {
    const standing =
      standingOfField(part, type, name, record) ?? standingOfObject(part, type, record) ?? nobody;
    const outcome = decideBest(requirementOf(type, name), walk.question, walk.relationsTo(standing));
    return isLeafType(getNamedType(given)) ? outcome.kind !== 'denied' : isOpen(outcome);
  };
  return personal.length === 0 || personal.some(isShown);
}

/** The object that a record is which the field gave. */
export function thingOf({ walk, field, part, standing }: Spot, record: Fields): Thing {
  const declared = getNamedType(field.type).name.replace(/Connection$/, '');
  const type = walk.text.schema.getType(declared);
  const name = typeOfRecord(record, declared, type !== undefined && isAbstractType(type));
  return { type: name, part, record, around: standing };
}

/** What is selected of the objects that a field gives. */
export function setsOf(written: readonly WrittenField[], type: GraphQLOutputType): WrittenSet {
  const parent = getNamedType(type).name;
  return written.flatMap(({ node }) => (node.selectionSet ? [[node.selectionSet, parent] as const] : []));
}
