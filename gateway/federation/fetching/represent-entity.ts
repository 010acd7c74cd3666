import type { FetchNode, QueryPlanFieldNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { isObjectType, type GraphQLSchema } from 'graphql';
import type { ByteText } from '../../operation/byte-text.ts';
import { emptyObject, isFetchedList, isFetchedObject, jsonOf } from '../../operation/fetched-value.ts';
import type { FetchedObject, FetchedValue } from '../../operation/fetched-value.ts';
import { mergeFetched } from './merge-fetched.ts';
import { isOfType } from './object-type.ts';
import { rewriteFetched } from './rewrite-fetched.ts';

/** What a subgraph needs to find an entity: its key and the `@requires` inputs, as JSON. */
export interface Representation {
  readonly text: ByteText;
}

/**
 * Why an entity is not sent: it is of a type that this call is not about, or an input of it was never
 * fetched.
 */
export type Unsent = 'OTHER_TYPE' | 'INPUT_MISSING';

/** Makes the function that tells a subgraph which entity is meant, as the plan lists what it needs. */
export function compileRepresent(
  schema: GraphQLSchema,
  { requires = [], inputRewrites }: Pick<FetchNode, 'requires' | 'inputRewrites'>,
): (entity: FetchedObject) => Representation | Unsent {
  const plain = inputRewrites?.length ? undefined : plainFields(schema, requires);
  if (plain) return (entity) => writeFields(plain, entity);
  return (entity) => {
    const picked = pick(schema, requires, entity);
    if (!picked) return 'INPUT_MISSING';
    if (picked['__typename'] === undefined) return 'OTHER_TYPE';
    rewriteFetched(schema, inputRewrites, picked);
    return { text: jsonOf(picked) };
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

function writeFields(plain: PlainFields, entity: FetchedObject): Representation | Unsent {
  const fields = plain.get(typeText(entity));
  if (!fields) return 'OTHER_TYPE';
  let text = '';
  for (const { key, head } of fields) {
    const value = entity[key];
    if (value === undefined) return 'INPUT_MISSING';
    text += head + jsonOf(value);
  }
  return { text: `${text}}` };
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
