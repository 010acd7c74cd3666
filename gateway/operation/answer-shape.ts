import { isAbstractType, isListType, isNonNullType, isScalarType, isUnionType } from 'graphql';
import type {
  GraphQLAbstractType,
  GraphQLCompositeType,
  GraphQLNamedOutputType,
  GraphQLOutputType,
  GraphQLSchema,
} from 'graphql';
import { leafWriter, type LeafWriter } from './leaf-text.ts';
import type { PrivateKeys } from './private-keys.ts';
import type { Refusals } from './refusals.ts';
import type { SelectedField, Selection } from './selection.ts';

/** A place in the type of a field: the field itself, or an element of its list. */
export interface AnswerPosition {
  /** Whether null is not allowed there. */
  readonly isRequired: boolean;
  /** Of the elements, where a list stands there. */
  readonly element: AnswerPosition | undefined;
  readonly named: GraphQLNamedOutputType;
  /** The same where it is an interface or a union: then an object there must say of which type it is. */
  readonly abstract: GraphQLAbstractType | undefined;
}

/**
 * One entry of an object in the answer: what it is called there, where its value lies, what is selected
 * inside.
 */
export interface AnswerField {
  readonly responseKey: string;
  /** The response key as it is written before its value, after another field: `,"name":`. */
  readonly head: string;
  /** The same where no field stands before it: `{"name":`. */
  readonly firstHead: string;
  readonly key: string;
  readonly name: string;
  readonly position: AnswerPosition;
  /** Writes what is no object. */
  readonly leaf: LeafWriter;
  /** Whether one leaf stands there, of a type of which no value is hidden. */
  readonly isPlain: boolean;
  /** Names of the arguments that the client gave. */
  readonly given: readonly string[];
  readonly inside: AnswerShape | undefined;
  /** Null without having been asked. */
  readonly isRefused: boolean;
}

/** What the objects at one place of an answer look like, for each type that they can have there. */
export interface AnswerShape {
  readonly schema: GraphQLSchema;
  readonly selections: readonly Selection[];
  readonly keys: PrivateKeys;
  readonly refusals: Refusals;
  /** Worked out at the first object of each type and kept: a prepared operation serves many requests. */
  readonly fields: Map<GraphQLCompositeType, readonly AnswerField[]>;
}

export function answerShape(
  schema: GraphQLSchema,
  selections: readonly Selection[],
  keys: PrivateKeys,
  refusals: Refusals,
): AnswerShape {
  return { schema, selections, keys, refusals, fields: new Map() };
}

/** The fields of an object of `type`, in the client's order, equal names merged (GraphQL, CollectFields). */
export function answerFields(shape: AnswerShape, type: GraphQLCompositeType): readonly AnswerField[] {
  let fields = shape.fields.get(type);
  if (!fields) {
    const groups = new Map<string, SelectedField[]>();
    for (const field of fieldsFor(shape, shape.selections, type)) {
      const group = groups.get(field.responseKey);
      if (group) group.push(field);
      else groups.set(field.responseKey, [field]);
    }
    fields = Array.from(groups.values(), (group) => merge(shape, group, type));
    shape.fields.set(type, fields);
  }
  return fields;
}

/** The field whose value lies under `key`, whichever type its object has: where an error says just a path. */
export function answerFieldAt(shape: AnswerShape, key: string): AnswerField | undefined {
  const group = fieldsFor(shape, shape.selections, undefined).filter(
    (field) => shape.keys.get(field) === key,
  );
  return group[0] && merge(shape, group, group[0].parent);
}

/** Whether something is selected that only objects of some types have, so that the type must be known. */
export function dependsOnType(shape: AnswerShape): boolean {
  return shape.selections.some(
    (selection) =>
      selection.kind === 'fragment' ||
      selection.name === '__typename' ||
      shape.refusals.untold.has(selection),
  );
}

/** Fields that hold for an object of `type`, or for any type where none is given. */
function fieldsFor(
  shape: AnswerShape,
  selections: readonly Selection[],
  type: GraphQLCompositeType | undefined,
): readonly SelectedField[] {
  return selections.flatMap((selection): readonly SelectedField[] => {
    if (selection.kind === 'field') return [selection];
    const holds =
      type === undefined ||
      selection.on === type ||
      (isAbstractType(selection.on) && !isUnionType(type) && shape.schema.isSubType(selection.on, type));
    return holds ? fieldsFor(shape, selection.selections, type) : [];
  });
}

function merge(shape: AnswerShape, group: readonly SelectedField[], type: GraphQLCompositeType): AnswerField {
  const [first] = group;
  if (!first) throw new TypeError('A field of an answer stands for at least one selection.');
  const inside = group.flatMap((field) => field.selections ?? []);
  const own = isUnionType(type) ? undefined : type.getFields()[first.name];
  const position = positionOf(own?.type ?? first.type);
  return {
    responseKey: first.responseKey,
    head: `,${JSON.stringify(first.responseKey)}:`,
    firstHead: `{${JSON.stringify(first.responseKey)}:`,
    key: shape.keys.get(first) ?? first.name,
    name: first.name,
    position,
    leaf: leafWriter(position.named),
    isPlain: !position.element && isScalarType(position.named),
    given: first.arguments.map(({ name }) => name.value),
    inside: first.selections && answerShape(shape.schema, inside, shape.keys, shape.refusals),
    isRefused:
      group.some((field) => shape.refusals.nulled.has(field)) ||
      group.every((field) => shape.refusals.emptied.has(field)) ||
      group.some((field) => shape.refusals.untold.get(field)?.has(type.name)),
  };
}

function positionOf(type: GraphQLOutputType): AnswerPosition {
  const isRequired = isNonNullType(type);
  const nullable = isRequired ? type.ofType : type;
  if (!isListType(nullable)) {
    const abstract = isAbstractType(nullable) ? nullable : undefined;
    return { isRequired, element: undefined, named: nullable, abstract };
  }
  const element = positionOf(nullable.ofType);
  return { ...element, isRequired, element };
}
