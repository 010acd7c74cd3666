/** A step of a path in a plan. */
export interface PlanStep {
  /** The key of a field, or `@` for each element of a list. */
  readonly key: string;
  /** Names of the types of which an object must be to be meant; undefined where all are. */
  readonly types: ReadonlySet<string> | undefined;
}

/** How the planner writes a step: `key`, `@`, `key|[Type,Type]`; empty for the root. */
const written = /^(.*?)(?:\|\[(.*)\])?$/s;

/** The steps of a path in a plan, without the root. */
export function planSteps(path: readonly (string | number)[]): readonly PlanStep[] {
  return path.flatMap((step) => {
    const [, key = '', types] = written.exec(String(step)) ?? [];
    return key === '' ? [] : [{ key, types: types === undefined ? undefined : new Set(types.split(',')) }];
  });
}
