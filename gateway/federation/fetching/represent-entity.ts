import type { FetchNode, QueryPlanFieldNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { isObjectType, type GraphQLSchema } from 'graphql';
import type { ByteText } from '../../operation/byte-text.ts';
import { emptyObject, isFetchedList, isFetchedObject, jsonOf } from '../../operation/fetched-value.ts';
import type { FetchedObject, FetchedValue } from '../../operation/fetched-value.ts';
import { mergeFetched } from './merge-fetched.ts';
import { isOfType } from './object-type.ts';
import { rewriteFetched } from './rewrite-fetched.ts';

/** Why an entity is not sent: an input of it was never fetched, or it is of a type that this call is not about. */
export const inputMissing = Symbol('inputMissing');
export const otherType = Symbol('otherType');

/** Tells a subgraph which entity is meant. */
export interface EntityWriter {
  /** Two entities of which this is the same text are one. */
  readonly identify: (entity: FetchedObject) => ByteText | typeof inputMissing | typeof otherType;
  /**
   * What a subgraph needs to find an entity: its key and the `@requires` inputs, as JSON.
   *
   * @param identity of that entity
   */
  readonly write: (identity: ByteText) => ByteText;
}

/** Makes the writer of entities as the plan lists what a subgraph needs of them. */
export function compileRepresent(
  schema: GraphQLSchema,
  { requires = [], inputRewrites }: Pick<FetchNode, 'requires' | 'inputRewrites'>,
): EntityWriter {
  const plain = inputRewrites?.length ? undefined : plainFields(schema, requires);
  return (
    (plain && (writeLoneKey(plain) ?? asWhole((entity) => writeFields(plain, entity)))) ??
    asWhole((entity) => {
      const picked = pick(schema, requires, entity);
      if (!picked) return inputMissing;
      if (picked['__typename'] === undefined) return otherType;
      rewriteFetched(schema, inputRewrites, picked);
      return jsonOf(picked);
    })
  );
}

function asWhole(identify: EntityWriter['identify']): EntityWriter {
  return { identify, write: (identity) => identity };
}

/** Nearly all entities are of one type, of which one field is the key: then that alone tells them apart. */
function writeLoneKey(plain: PlainFields): EntityWriter | undefined {
  const [only, ...others] = plain;
  if (!only || others.length > 0) return undefined;
  const [type, fields] = only;
  const [first, second, ...more] = fields;
  if (first?.key !== '__typename' || !second || more.length > 0) return undefined;
  const head = `${first.head}${type}${second.head}`;
  return {
    identify(entity) {
      if (typeText(entity) !== type) return otherType;
      const value = entity[second.key];
      return value === undefined ? inputMissing : jsonOf(value);
    },
    write: (identity) => `${head}${identity}}`,
  };
}

/** The fields that are needed of objects of a type, by the type as it is written in JSON. */
type PlainFields = ReadonlyMap<ByteText, readonly { readonly key: string; readonly head: ByteText }[]>;

/** What nearly all plans need: leaves of object types. Undefined where a plan needs more. */
function plainFields(
  schema: GraphQLSchema,
  requires: readonly QueryPlanSelectionNode[],
): PlainFields | undefined {
  const plain = new Map<ByteText, { readonly key: string; readonly head: ByteText }[]>();
  for (const selection of requires) {
    if (selection.kind === 'Field' || !isObjectType(schema.getType(selection.typeCondition ?? '')))
      return undefined;
    const keys = selection.selections.map((field) =>
      field.kind === 'Field' && !field.selections ? (field.alias ?? field.name) : undefined,
    );
    const type = JSON.stringify(selection.typeCondition);
    const isPlain =
      keys.includes('__typename') && new Set(keys).size === keys.length && !keys.includes(undefined);
    if (!isPlain || plain.has(type)) return undefined;
    plain.set(
      type,
      keys.flatMap((key, at) => (key === undefined ? [] : { key, head: `${at === 0 ? '{' : ','}"${key}":` })),
    );
  }
  return plain;
}

function writeFields(plain: PlainFields, entity: FetchedObject): ReturnType<EntityWriter['identify']> {
  const fields = plain.get(typeText(entity));
  if (!fields) return otherType;
  let text = '';
  for (const { key, head } of fields) {
    const value = entity[key];
    if (value === undefined) return inputMissing;
    text += head + jsonOf(value);
  }
  return `${text}}`;
}

function typeText({ __typename: type }: FetchedObject): ByteText {
  return typeof type === 'string' ? type : '';
}

/**
 * The selected part of an object; undefined when something selected was never fetched, as after a failure.
 */
function pick(
  schema: GraphQLSchema,
  selections: readonly QueryPlanSelectionNode[],
  object: FetchedObject,
): FetchedObject | undefined {
  const picked = emptyObject();
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      const name = selection.alias ?? selection.name;
      const value = pickValue(schema, selection, object[name]);
      if (value === undefined) return undefined;
      picked[name] = value;
    } else if (selection.typeCondition && isOfType(schema, object, selection.typeCondition, false)) {
      const part = pick(schema, selection.selections, object);
      if (!part) return undefined;
      mergeFetched(schema, picked, part);
    }
  }
  return picked;
}

function pickValue(
  schema: GraphQLSchema,
  field: QueryPlanFieldNode,
  value: FetchedValue | undefined,
): FetchedValue | undefined {
  const { selections } = field;
  if (!selections || value === null || value === undefined) return value;
  if (isFetchedList(value)) {
    const elements = value.map((each) => pickValue(schema, field, each));
    return elements.every((each) => each !== undefined) ? elements : undefined;
  }
  return isFetchedObject(value) ? pick(schema, selections, value) : undefined;
}
