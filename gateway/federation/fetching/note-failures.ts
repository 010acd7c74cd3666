import type { RefusedArgument } from '../../../schema/argument-problems.ts';
import type { Path } from '../../operation/answer-path.ts';
import type { CompiledPart } from './compile-calls.ts';
import { fetchTargets } from './fetch-targets.ts';
import type { Fetched, PlanRun } from './plan-run.ts';
import { SubgraphFault } from './subgraph-fault.ts';

/** An error inside a GraphQL answer, at every place where it is felt; one without counts for all that was asked. */
export interface PlacedError {
  readonly paths: readonly Path[] | undefined;
  readonly refused?: RefusedArgument | undefined;
}

/** Where (one of) the first objects is to which a part of a call adds. */
export function firstPath({ places }: Pick<CompiledPart, 'places'>, fetched: Fetched): Path {
  for (const { objects, pathsTo } of places) {
    const [path] = pathsTo(fetched.data, new Set(objects(fetched).slice(0, 1)));
    if (path) return path;
  }
  return [];
}

/** Notes errors inside a GraphQL answer. */
export function noteErrors(
  part: CompiledPart,
  errors: readonly PlacedError[],
  fetched: Fetched,
  run: PlanRun,
): void {
  if (errors.length === 0) return;
  const failed = errors.filter(({ refused }) => !refused).length;
  if (failed > 0)
    run.report(new SubgraphFault('SUBGRAPH_ERROR', part.fetch.serviceName, `${failed} errors in its answer`));
  for (const { paths, refused } of errors) {
    const told = paths ?? targetsOf(part, fetched).flatMap((targets) => targets.told);
    const failure = { code: 'SUBGRAPH_ERROR', subgraph: part.fetch.serviceName, refused } as const;
    fetched.failures.push(...told.map((path) => ({ ...failure, path })));
  }
}

/** Notes that nothing usable came back for a part of a call. */
export function noteFault(part: CompiledPart, { code, subgraph }: SubgraphFault, fetched: Fetched): void {
  for (const { told, missing } of targetsOf(part, fetched)) {
    fetched.failures.push(...told.map((path) => ({ code, path, subgraph })));
    fetched.gaps.push(...missing);
  }
}

/** Notes where nothing is, for a reason that is told or needs no telling. */
export function noteGap(part: CompiledPart, fetched: Fetched): void {
  fetched.gaps.push(...targetsOf(part, fetched).flatMap(({ missing }) => missing));
}

function targetsOf({ fetch, places }: CompiledPart, fetched: Fetched) {
  return places.flatMap((each) => {
    const path = firstPath({ places: [each] }, fetched);
    return each.objects(fetched).length > 0 ? [fetchTargets(fetch, path)] : [];
  });
}
