import { isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLCompositeType } from 'graphql';
import { answerFields, dependsOnType } from './answer-shape.ts';
import type { AnswerField, AnswerPosition, AnswerShape } from './answer-shape.ts';
import { toPath } from './answer-path.ts';
import type { Path, PathStep } from './answer-path.ts';
import { inOnePiece, JsonText, type ByteText } from './byte-text.ts';
import { isFetchedList, isFetchedObject, stringIn } from './fetched-value.ts';
import type { FetchedObject, FetchedValue } from './fetched-value.ts';
import { isHidden, type HiddenNames } from './hidden-value.ts';

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
  /** What the graph has and clients do not see. */
  readonly hidden: HiddenNames;
  readonly root: GraphQLCompositeType;
  readonly shape: AnswerShape;
  /** What subgraphs answered, under private keys. */
  readonly fetched: FetchedObject;
  /** Objects that stand in several places of it. */
  readonly shared: ReadonlySet<FetchedObject>;
  /** What the schema answered (`__schema`, `__type`), under the client's names. */
  readonly introspected: Readonly<Record<string, unknown>>;
}

interface Completion extends DefectListener {
  readonly hidden: HiddenNames;
  /** Objects that stand in several places. */
  readonly shared: ReadonlySet<FetchedObject>;
  /** Those of them that were written whole, by what is selected of them: they are written once. */
  readonly written: Map<AnswerShape, Map<FetchedObject, ByteText>>;
  /** How many places were found at which something is wrong: what is told there depends on the path. */
  troubles: number;
}

/** Returned where null is not allowed: the nearest object around that may be null becomes null. */
const bubble = Symbol('bubble');
type Completed = ByteText | null | typeof bubble;

/**
 * The client's answer out of fetched data: its own names in its own order, each value checked against the
 * schema, nulls moved up to where null is allowed (GraphQL specification, 6.4.4). Every null that no
 * subgraph gave of its own will is told once, but for what the schema hides as `@inaccessible`: that is
 * null as if it were not there.
 *
 * @returns the fields of the root, each as JSON text that is ready to be sent, or null
 */
export function completeAnswer(
  { root, shape, fetched, shared, introspected, hidden }: AnswerSource,
  listener: DefectListener,
): Record<string, unknown> | null {
  const completion: Completion = { ...listener, hidden, shared, written: new Map(), troubles: 0 };
  const answer: Record<string, unknown> = Object.create(null);
  for (const field of answerFields(shape, root)) {
    if (Object.hasOwn(introspected, field.responseKey)) {
      answer[field.responseKey] = introspected[field.responseKey];
      continue;
    }
    const value = fieldValue(completion, root, field, fetched, undefined);
    if (value === bubble) return null;
    answer[field.responseKey] = value === null ? null : new JsonText(value);
  }
  return answer;
}

function fieldValue(
  completion: Completion,
  runtimeType: GraphQLCompositeType,
  field: AnswerField,
  object: FetchedObject,
  before: PathStep | undefined,
): Completed {
  if (field.isRefused) return field.position.isRequired ? bubble : null;
  // Subgraphs may name their root types and interface objects differently, so a type's name is never theirs
  // to say.
  if (field.name === '__typename') return `"${runtimeType.name}"`;
  const value = object[field.key];
  // Nearly all that is in an answer. Whatever is unusual goes the long way.
  if (typeof value === 'string' && field.isPlain) {
    const text = field.leaf(value);
    if (text !== undefined) return text;
  }
  return completeValue(completion, field.position, field, value, { before, key: field.responseKey });
}

function completeValue(
  completion: Completion,
  position: AnswerPosition,
  field: AnswerField,
  value: FetchedValue | undefined,
  at: PathStep,
): Completed {
  const { isRequired } = position;
  let completed: ByteText | null = null;
  if (value === undefined) {
    completion.troubles++;
    const path = toPath(at);
    if (!completion.accountsForMissing(path)) completion.tell('MISSING', path);
  } else if (value !== null && !isHidden(completion.hidden, position, value)) {
    completed = completePresent(completion, position, field, value, at);
  } else if (isRequired) {
    completion.troubles++;
    const path = toPath(at);
    if (!completion.accountsForNull(path)) completion.tell('NULL', path);
  }
  return completed === null && isRequired ? bubble : completed;
}

/** Null out of here is always told already. */
function completePresent(
  completion: Completion,
  { element }: AnswerPosition,
  field: AnswerField,
  value: FetchedValue,
  at: PathStep,
): ByteText | null {
  if (element) {
    if (isFetchedList(value)) return completeList(completion, element, field, value, at);
  } else if (field.inside) {
    if (isFetchedObject(value)) return completeObject(completion, field, field.inside, value, at);
  } else {
    const text = field.leaf(value);
    if (text !== undefined) return text;
  }
  return defective(completion, 'INVALID', at);
}

function defective(completion: Completion, defect: Defect, at: PathStep): null {
  completion.troubles++;
  completion.tell(defect, toPath(at));
  return null;
}

function completeList(
  completion: Completion,
  element: AnswerPosition,
  field: AnswerField,
  values: readonly FetchedValue[],
  before: PathStep,
): ByteText | null {
  let text = '[';
  let isWhole = true;
  // All elements are completed even after one is found wrong, so that each defect is told.
  for (const [key, value] of values.entries()) {
    const completed = completeValue(completion, element, field, value, { before, key });
    if (completed === bubble) isWhole = false;
    else text += key === 0 ? (completed ?? 'null') : `,${completed ?? 'null'}`;
  }
  return isWhole ? `${text}]` : null;
}

function completeObject(
  completion: Completion,
  { position }: AnswerField,
  shape: AnswerShape,
  object: FetchedObject,
  at: PathStep,
): ByteText | null {
  const isShared = completion.shared.has(object);
  const known = isShared ? completion.written.get(shape)?.get(object) : undefined;
  if (known !== undefined) return known;
  const { troubles } = completion;
  const type = runtimeType(position, shape, object);
  if (!type) return defective(completion, 'TYPE_UNKNOWN', at);
  let text = '';
  for (const field of answerFields(shape, type)) {
    const value = fieldValue(completion, type, field, object, at);
    if (value === bubble) return null;
    text += (text === '' ? field.firstHead : field.head) + (value ?? 'null');
  }
  text = text === '' ? '{}' : `${text}}`;
  if (isShared && completion.troubles === troubles)
    completion.written.getOrInsertComputed(shape, () => new Map()).set(object, inOnePiece(text));
  return text;
}

/**
 * The type of an object: for an interface or union the one that its subgraph names. A subgraph that knows
 * the interface as an `@interfaceObject` names the interface, which will do where nothing selected depends
 * on the type.
 */
function runtimeType(
  { named, abstract: declared }: AnswerPosition,
  shape: AnswerShape,
  object: FetchedObject,
): GraphQLCompositeType | undefined {
  if (!declared) return named as GraphQLCompositeType;
  const name = stringIn(object['__typename']);
  if (name === undefined) return dependsOnType(shape) ? undefined : declared;
  const type = shape.schema.getType(name);
  if (isObjectType(type)) return shape.schema.isSubType(declared, type) ? type : undefined;
  return isInterfaceType(type) && !dependsOnType(shape) ? declared : undefined;
}
