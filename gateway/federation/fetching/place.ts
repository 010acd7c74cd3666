import { isObjectType, type GraphQLSchema } from 'graphql';
import type { PathStep } from '../../operation/answer-path.ts';
import { planSteps, type PlanStep } from '../planning/plan-step.ts';
import { isFetchedObject } from './merge-fetched.ts';
import type { FetchedObject } from './merge-fetched.ts';

/** An object in the fetched data, and how one gets there. */
export interface Place {
  readonly object: FetchedObject;
  readonly step: PathStep | undefined;
}

/** The objects at a path of a plan, starting from some objects. */
export function placesAt(
  schema: GraphQLSchema,
  places: readonly Place[],
  path: readonly (string | number)[],
): readonly Place[] {
  const found: Place[] = [];
  const steps = planSteps(path);
  for (const { object, step } of places) collect({ schema, steps, found }, object, step, 0);
  return found;
}

interface Collecting {
  readonly schema: GraphQLSchema;
  readonly steps: readonly PlanStep[];
  readonly found: Place[];
}

/** @param depth how many steps lead to the value */
function collect(collecting: Collecting, value: unknown, step: PathStep | undefined, depth: number): void {
  const { schema, steps, found } = collecting;
  if (Array.isArray(value)) {
    const next = steps[depth]?.key === '@' ? depth + 1 : depth;
    value.forEach((each, key) => collect(collecting, each, { before: step, key }, next));
  } else if (isFetchedObject(value) && isMeant(schema, value, steps[depth - 1]?.types)) {
    const key = steps[depth]?.key;
    if (key === undefined) found.push({ object: value, step });
    else if (Object.hasOwn(value, key)) collect(collecting, value[key], { before: step, key }, depth + 1);
  }
}

/** An object that a subgraph knows by the name of an interface alone can be of any of its types. */
function isMeant(
  schema: GraphQLSchema,
  { __typename: name }: FetchedObject,
  types: ReadonlySet<string> | undefined,
): boolean {
  return !types || typeof name !== 'string' || types.has(name) || !isObjectType(schema.getType(name));
}
