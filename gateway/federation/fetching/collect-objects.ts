import { isObjectType, type GraphQLSchema } from 'graphql';
import type { Path } from '../../operation/answer-path.ts';
import { isFetchedList, isFetchedObject, stringIn } from '../../operation/fetched-value.ts';
import type { FetchedObject, FetchedValue } from '../../operation/fetched-value.ts';
import { planSteps } from '../planning/plan-step.ts';
import type { Fetched } from './plan-run.ts';

/** The places to which a call adds: a path of a plan, ready to be walked. */
export interface Places {
  /** The path without list elements. */
  readonly plain: readonly string[];
  /**
   * Every object there, each once, in the order of the answer.
   *
   * @param walked what was found on the way to other places while nothing was added
   */
  readonly objects: (
    fetched: Pick<Fetched, 'data' | 'shared'>,
    walked?: WalkedPlaces,
  ) => readonly FetchedObject[];
  /** Where some of these objects stand, each in all its places: for errors, which are seldom. */
  readonly pathsTo: (root: FetchedObject, wanted: ReadonlySet<FetchedObject>) => readonly Path[];
}

/** The objects at each place that was passed. */
export type WalkedPlaces = Map<string, readonly FetchedObject[]>;

interface FieldStep {
  readonly key: string;
  /** Names of the types of which an object behind it must be to be meant; undefined where all are. */
  readonly types: ReadonlySet<string> | undefined;
}

/** @param path as the planner writes it */
export function compilePlaces(schema: GraphQLSchema, path: readonly (string | number)[]): Places {
  const steps = fieldSteps(path).map((step, at, all) => ({
    ...step,
    place: placeName(all.slice(0, at + 1)),
  }));
  return {
    plain: steps.map(({ key }) => key),
    objects({ data, shared }, walked = new Map()) {
      // Stage by stage, so that an object which stands in many places is passed through once.
      let found: readonly FetchedObject[] = [data];
      for (const step of steps) {
        const before = found;
        found = walked.getOrInsertComputed(step.place, () => objectsInside(schema, before, step, shared));
      }
      return found;
    },
    pathsTo(root, wanted) {
      const paths: Path[] = [];
      const walk = (value: FetchedValue | undefined, depth: number, at: Path): void => {
        if (isFetchedList(value)) {
          value.forEach((each, index) => walk(each, depth, [...at, index]));
        } else if (isFetchedObject(value) && isMeant(schema, value, steps[depth - 1])) {
          const step = steps[depth];
          if (step) walk(value[step.key], depth + 1, [...at, step.key]);
          else if (wanted.has(value)) paths.push(at);
        }
      };
      walk(root, 0, []);
      return paths;
    },
  };
}

/** Lists are walked through wherever they stand, so their own steps only tell of which types elements must be. */
function fieldSteps(path: readonly (string | number)[]): readonly FieldStep[] {
  const steps: FieldStep[] = [];
  for (const step of planSteps(path)) {
    const last = step.key === '@' ? steps.pop() : undefined;
    steps.push(last ? { key: last.key, types: step.types } : step);
  }
  return steps;
}

/** One text for each place: a way to it, and of which types the objects on it are. */
function placeName(steps: readonly FieldStep[]): string {
  return JSON.stringify(steps.map(({ key, types }) => [key, ...(types ?? [])]));
}

function objectsInside(
  schema: GraphQLSchema,
  objects: readonly FetchedObject[],
  step: FieldStep,
  shared: ReadonlySet<FetchedObject>,
): readonly FetchedObject[] {
  const inside: Collected = { objects: [], shared, seen: undefined };
  for (const object of objects) addObjects(schema, inside, object[step.key], step);
  return inside.objects;
}

interface Collected {
  readonly objects: FetchedObject[];
  readonly shared: ReadonlySet<FetchedObject>;
  /** Those of them that stand in several places, once there are any. */
  seen: Set<FetchedObject> | undefined;
}

function addObjects(
  schema: GraphQLSchema,
  into: Collected,
  value: FetchedValue | undefined,
  step: FieldStep,
): void {
  if (isFetchedList(value)) {
    for (const each of value) addObjects(schema, into, each, step);
  } else if (isFetchedObject(value) && isMeant(schema, value, step)) {
    if (into.shared.has(value)) {
      into.seen ??= new Set();
      if (into.seen.has(value)) return;
      into.seen.add(value);
    }
    into.objects.push(value);
  }
}

/** An object that a subgraph knows by the name of an interface alone can be of any of its types. */
function isMeant(schema: GraphQLSchema, object: FetchedObject, step: FieldStep | undefined): boolean {
  if (!step?.types) return true;
  const name = stringIn(object['__typename']);
  return name === undefined || step.types.has(name) || !isObjectType(schema.getType(name));
}
