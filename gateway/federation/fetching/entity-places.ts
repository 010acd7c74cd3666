import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { PlannedCall } from '../planning/plan-calls.ts';
import { keysOf } from '../planning/provided-fields.ts';
import type { IsEntityAt } from '../reading/read-shape.ts';

/**
 * Tells where the answer to a call has entities of which later calls ask more, and by which fields these calls know them.
 * Two objects that agree in those fields are the same entity. Without them nothing may be taken for the same: two people
 * can have one name.
 */
export function entityPlaces(calls: readonly PlannedCall[]): (call: PlannedCall) => IsEntityAt {
  const needed = new Map<string, (readonly string[])[]>();
  for (const { parts } of calls) {
    for (const { fetch, paths } of parts) {
      const fields = fetch.requires && neededFields(fetch.requires);
      if (!fields) continue;
      for (const path of paths) needed.getOrInsertComputed(keysOf(path).join('.'), () => []).push(fields);
    }
  }
  return (call) => (path, keys) =>
    placesOf(call, path).some((place) =>
      needed.get(place)?.some((fields) => fields.every((field) => keys.has(field))),
    );
}

/** What all representations of a call are made of; undefined where more than leaves are needed. */
function neededFields(requires: readonly QueryPlanSelectionNode[]): readonly string[] | undefined {
  const fields = requires.flatMap((each) => (each.kind === 'Field' ? each : each.selections));
  const names = fields.map((each) =>
    each.kind === 'Field' && !each.selections ? (each.alias ?? each.name) : undefined,
  );
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** Where in the fetched data a place of a call's answer comes to be. */
function placesOf({ parts }: PlannedCall, path: readonly string[]): readonly string[] {
  return parts.flatMap(({ paths, entities }) => {
    if (entities && entities.key !== path[0]) return [];
    const inside = entities ? path.slice(1) : path;
    return paths.map((before) => [...keysOf(before), ...inside].join('.'));
  });
}
