import { Kind } from 'graphql';
import type { DocumentNode } from 'graphql';
import { exchangeFields } from './exchange-fields.ts';
import type { RequirementGroups } from './exchange-fields.ts';
import { textArgument } from './join-directives.ts';
import { fieldTypesOf } from './required-arguments.ts';
import { addShadow } from './shadow-graph.ts';
import type { Shadow } from './shadow-graph.ts';
import { findStandIns } from './stand-ins.ts';
import type { ExchangedRequirement, StandIn } from './stand-ins.ts';

/** A supergraph for planning, and what its plans have to be turned back by. */
export interface SplitSupergraph {
  readonly document: DocumentNode;
  readonly standIns: ReadonlyMap<string, StandIn>;
  /** Name of each subgraph that exists for planning only → name of the subgraph that it is. */
  readonly shadows: ReadonlyMap<string, string>;
}

/**
 * Lets fields of one type require the same field with different arguments. The planner knows a required
 * field by its name alone, so it would ask for one of them and give every requiring field that one value.
 *
 * For planning, each (field, arguments) becomes a field of its own; and of the fields of one subgraph whose
 * requirements clash, all but the first go to a shadow of that subgraph, so that they are fetched
 * separately: in one representation there is room for one value only. `restorePlan` turns both back.
 */
export function splitRequires(supergraph: DocumentNode): SplitSupergraph {
  const exchanges = findStandIns(fieldTypesOf(supergraph));
  const standIns = new Map(
    exchanges.flatMap(({ exchanged }) => [...exchanged.values()]).map((standIn) => [standIn.name, standIn]),
  );
  if (standIns.size === 0) return { document: supergraph, standIns, shadows: new Map() };
  const groups = groupByGraph(exchanges);
  const names = graphNames(supergraph);
  const shadows = nameShadows(groups, names);
  return {
    document: shadows.reduce(
      (document, shadow) => addShadow(document, shadow),
      exchangeFields(supergraph, groups),
    ),
    standIns,
    shadows: new Map(shadows.map(({ name, graph }) => [name, names.get(graph) ?? graph])),
  };
}

function groupByGraph(exchanges: readonly ExchangedRequirement[]): RequirementGroups {
  const groups = new Map<string, ExchangedRequirement[][]>();
  for (const exchange of exchanges) {
    const { graph } = exchange.requirement;
    const ofGraph = groups.get(graph) ?? [];
    groups.set(graph, ofGraph);
    const group = ofGraph.find((members) => !members.some((member) => clash(member, exchange)));
    if (group) group.push(exchange);
    else ofGraph.push([exchange]);
  }
  return groups;
}

/** Two requirements of one type that want different values at the same place. */
function clash(one: ExchangedRequirement, other: ExchangedRequirement): boolean {
  if (one.requirement.type !== other.requirement.type) return false;
  return [...one.places].some(([place, standIn]) => {
    const there = other.places.get(place);
    return there !== undefined && there !== standIn;
  });
}

function nameShadows(groups: RequirementGroups, names: ReadonlyMap<string, string>): readonly Shadow[] {
  const taken = new Set([...names.keys(), ...names.values()]);
  return [...groups].flatMap(([graph, ofGraph]) =>
    ofGraph.slice(1).map((members, index): Shadow => {
      let name = `${graph}_SHADOW_${index + 1}_`;
      while (taken.has(name)) name += '_';
      taken.add(name);
      return {
        graph,
        name,
        moved: new Set(members.map(({ requirement: { type, field } }) => `${type}.${field}`)),
        required: new Set(members.flatMap(({ coordinates }) => coordinates)),
      };
    }),
  );
}

/** Each value of the enum `join__Graph` → the subgraph's name. */
function graphNames(supergraph: DocumentNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const value of definition.values ?? []) {
      const graph = value.directives?.find((directive) => directive.name.value === 'join__graph');
      names.set(value.name.value, (graph && textArgument(graph, 'name')) ?? value.name.value);
    }
  }
  return names;
}
