import { isEnumType, isInterfaceType, isListType, isNonNullType, isObjectType } from 'graphql';
import type {
  GraphQLCompositeType,
  GraphQLNamedOutputType,
  GraphQLNullableType,
  GraphQLOutputType,
  GraphQLSchema,
} from 'graphql';
import { answerFields, dependsOnType } from './answer-shape.ts';
import type { AnswerField, AnswerShape } from './answer-shape.ts';
import { toPath } from './answer-path.ts';
import type { Path, PathStep } from './answer-path.ts';
import { isHidden } from './hidden-value.ts';
import { isLeafValue } from './leaf-value.ts';

/** Why a place of the answer had to become null. */
export type Defect = 'MISSING' | 'NULL' | 'INVALID' | 'TYPE_UNKNOWN';

/** What is known of failures, and where a new defect is told. Paths are the client's. */
export interface DefectListener {
  /** Whether a failure that is told already accounts for nothing having been fetched here. */
  readonly accountsForMissing: (path: Path) => boolean;
  /** Whether a failure that is told already accounts for a null here. */
  readonly accountsForNull: (path: Path) => boolean;
  readonly tell: (defect: Defect, path: Path) => void;
}

export interface AnswerSource {
  /** The schema with all that clients do not see. */
  readonly fullSchema: GraphQLSchema;
  readonly root: GraphQLCompositeType;
  readonly shape: AnswerShape;
  /** What subgraphs answered, under private keys. */
  readonly fetched: Readonly<Record<string, unknown>>;
  /** What the schema answered (`__schema`, `__type`), under the client's names. */
  readonly introspected: Readonly<Record<string, unknown>>;
}

interface Completion extends DefectListener {
  readonly fullSchema: GraphQLSchema;
}

/** Returned where null is not allowed: the nearest object around that may be null becomes null. */
const bubble = Symbol('bubble');

/**
 * The client's answer out of fetched data: its own names in its own order, each value checked against the
 * schema, nulls moved up to where null is allowed (GraphQL specification, 6.4.4). Every null that no
 * subgraph gave of its own will is told once, but for what the schema hides as `@inaccessible`: that is
 * null as if it were not there.
 */
export function completeAnswer(
  source: AnswerSource,
  listener: DefectListener,
): Record<string, unknown> | null {
  const { root, shape, fetched, introspected, fullSchema } = source;
  const completion: Completion = { ...listener, fullSchema };
  const answer: Record<string, unknown> = Object.create(null);
  for (const field of answerFields(shape, root)) {
    if (Object.hasOwn(introspected, field.responseKey)) {
      answer[field.responseKey] = introspected[field.responseKey];
      continue;
    }
    const value = fieldValue(completion, root, field, fetched, undefined);
    if (value === bubble) return null;
    answer[field.responseKey] = value;
  }
  return answer;
}

function fieldValue(
  completion: Completion,
  runtimeType: GraphQLCompositeType,
  field: AnswerField,
  object: Readonly<Record<string, unknown>>,
  before: PathStep | undefined,
): unknown {
  if (field.isRefused) return isNonNullType(field.type) ? bubble : null;
  // Subgraphs may name their root types and interface objects differently, so a type's name is never theirs
  // to say.
  if (field.name === '__typename') return runtimeType.name;
  // A field may be called `constructor`: what an object merely inherits was not fetched.
  const value = Object.hasOwn(object, field.key) ? object[field.key] : undefined;
  return completeValue(completion, field.type, field, value, { before, key: field.responseKey });
}

function completeValue(
  completion: Completion,
  type: GraphQLOutputType,
  field: AnswerField,
  value: unknown,
  at: PathStep,
): unknown {
  const required = isNonNullType(type);
  const nullable = required ? type.ofType : type;
  let completed: unknown = null;
  if (value === undefined) {
    const path = toPath(at);
    if (!completion.accountsForMissing(path)) completion.tell('MISSING', path);
  } else if (value !== null && !isHidden(completion.fullSchema, field, nullable, value)) {
    completed = completePresent(completion, nullable, field, value, at);
  } else if (required) {
    const path = toPath(at);
    if (!completion.accountsForNull(path)) completion.tell('NULL', path);
  }
  return completed === null && required ? bubble : completed;
}

/** Null out of here is always told already. */
function completePresent(
  completion: Completion,
  type: GraphQLNullableType & GraphQLOutputType,
  field: AnswerField,
  value: unknown,
  at: PathStep,
): unknown {
  if (isListType(type)) {
    if (Array.isArray(value)) return completeList(completion, type.ofType, field, value, at);
  } else if (field.inside) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return completeObject(completion, type, field.inside, value as Readonly<Record<string, unknown>>, at);
    }
  } else if (isEnumType(type)) {
    if (typeof value === 'string' && type.getValue(value)) return value;
  } else if (isLeafValue(type, value)) {
    return type.name === 'ID' ? String(value) : value;
  }
  completion.tell('INVALID', toPath(at));
  return null;
}

function completeList(
  completion: Completion,
  type: GraphQLOutputType,
  field: AnswerField,
  values: readonly unknown[],
  before: PathStep,
): readonly unknown[] | null {
  // All elements are completed even after one is found wrong, so that each defect is told.
  const completed = values.map((value, key) =>
    completeValue(completion, type, field, value, { before, key }),
  );
  return completed.includes(bubble) ? null : completed;
}

function completeObject(
  completion: Completion,
  declared: GraphQLNamedOutputType,
  shape: AnswerShape,
  object: Readonly<Record<string, unknown>>,
  at: PathStep,
): Readonly<Record<string, unknown>> | null {
  const type = runtimeType(declared as GraphQLCompositeType, shape, object);
  if (!type) {
    completion.tell('TYPE_UNKNOWN', toPath(at));
    return null;
  }
  const answer: Record<string, unknown> = Object.create(null);
  for (const field of answerFields(shape, type)) {
    const value = fieldValue(completion, type, field, object, at);
    if (value === bubble) return null;
    answer[field.responseKey] = value;
  }
  return answer;
}

/**
 * The type of an object: for an interface or union the one that its subgraph names. A subgraph that knows
 * the interface as an `@interfaceObject` names the interface, which will do where nothing selected depends
 * on the type.
 */
function runtimeType(
  declared: GraphQLCompositeType,
  shape: AnswerShape,
  object: Readonly<Record<string, unknown>>,
): GraphQLCompositeType | undefined {
  if (isObjectType(declared)) return declared;
  const name = Object.hasOwn(object, '__typename') ? object['__typename'] : undefined;
  if (typeof name !== 'string') return dependsOnType(shape) ? undefined : declared;
  const type = shape.schema.getType(name);
  if (isObjectType(type)) return shape.schema.isSubType(declared, type) ? type : undefined;
  return isInterfaceType(type) && !dependsOnType(shape) ? declared : undefined;
}
