import type { FetchNode } from '@apollo/query-planner';
import { Kind, print, stripIgnoredCharacters, visit } from 'graphql';
import type { FieldNode, OperationDefinitionNode, VariableDefinitionNode } from 'graphql';
import type { PlannedCall } from './plan-calls.ts';
import { parseOperation } from './provided-fields.ts';
import type { ScheduledFetch } from './schedule-fetches.ts';

/** What one call asks of the objects at some places. */
export interface CallPart {
  /** One of the fetches that ask the same; what it asks and needs is what they all do. */
  readonly fetch: FetchNode;
  /** Where the objects are, as paths of a plan. */
  readonly paths: readonly (readonly (string | number)[])[];
  /** How its entities are called in the answer, and its representations in the variables; undefined for root fields. */
  readonly entities: EntityNames | undefined;
}

interface EntityNames {
  readonly key: string;
  readonly variable: string;
}

/** The one call that does what several fetches of a stage ask of their subgraph. */
export function combineFetches(fetches: readonly ScheduledFetch[]): Omit<PlannedCall, 'after'> {
  const [first] = fetches;
  if (!first) throw new TypeError('A call stands for at least one fetch.');
  const { serviceName, operationKind, operationName, operation } = first.fetch;
  const same = [...Map.groupBy(fetches, ({ fetch }) => signatureOf(fetch)).values()];
  const asked = same.flatMap(([one]) => (one ? [one.fetch] : []));
  const paths = same.map((group) => group.map(({ path }) => path));
  const variableUsages = [...new Set(asked.flatMap((fetch) => fetch.variableUsages ?? []))];
  const names = entityNames(asked, variableUsages);
  return {
    subgraph: serviceName,
    kind: operationKind,
    operationName,
    operation: asked.length > 1 ? writeCombined(asked, names) : operation,
    variableUsages,
    parts: asked.map((fetch, at) => ({
      fetch,
      paths: paths[at] ?? [],
      entities: fetch.requires && names[at],
    })),
  };
}

/** The same for fetches that ask the same of objects that are told in the same way: their names and places may differ. */
function signatureOf({ operation, requires, inputRewrites, outputRewrites }: FetchNode): string {
  const { selectionSet } = parseOperation(operation);
  return JSON.stringify([print(selectionSet), requires, inputRewrites, outputRewrites]);
}

/** The names that the planner gives, where there is one fetch; else numbered ones, of which none is a client's variable. */
function entityNames(fetches: readonly FetchNode[], taken: readonly string[]): readonly EntityNames[] {
  if (fetches.length < 2) return [{ key: '_entities', variable: 'representations' }];
  let prefix = 'representations';
  while (taken.some((name) => name.startsWith(prefix))) prefix += '_';
  return fetches.map((_, at) => ({ key: `entities${at}`, variable: `${prefix}${at}` }));
}

function writeCombined(fetches: readonly FetchNode[], names: readonly EntityNames[]): string {
  const definitions = new Map<string, VariableDefinitionNode>();
  const fields: FieldNode[] = [];
  let combined: OperationDefinitionNode | undefined;
  for (const [at, { operation }] of fetches.entries()) {
    const { key, variable = '' } = names[at] ?? {};
    const renamed = visit(parseOperation(operation), {
      Variable: (node) =>
        node.name.value === 'representations'
          ? { ...node, name: { kind: Kind.NAME, value: variable } }
          : undefined,
    });
    combined ??= renamed;
    for (const each of renamed.variableDefinitions ?? []) definitions.set(each.variable.name.value, each);
    for (const field of renamed.selectionSet.selections) {
      if (field.kind !== Kind.FIELD || key === undefined) throw new Error('A fetch of entities asks more.');
      fields.push({ ...field, alias: { kind: Kind.NAME, value: key } });
    }
  }
  if (!combined) throw new TypeError('A call stands for at least one fetch.');
  return stripIgnoredCharacters(
    print({
      ...combined,
      variableDefinitions: [...definitions.values()],
      selectionSet: { kind: Kind.SELECTION_SET, selections: fields },
    }),
  );
}
