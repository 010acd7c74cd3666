import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { isAbstractType, isObjectType, type GraphQLSchema } from 'graphql';
import type { ByteText } from '../../operation/byte-text.ts';
import type { CallPart } from '../planning/combine-fetches.ts';
import { keysOf } from '../planning/provided-fields.ts';
import type { KnownBy } from '../reading/entity-key.ts';
import type { KnownAt } from '../reading/read-shape.ts';
import { isFilledByOthers, placesOf, type FilledPlaces } from './filled-places.ts';

/**
 * Tells where the answer to a call has entities of which later calls ask more, and by which fields these calls know them.
 * Two objects that agree in those fields are the same entity. Without them nothing may be taken for the same: two people
 * can have one name. Nor where another call fills the place by way of what is above it: it knows the object by that, and
 * what it says of one would be shown at all others.
 */
export function entityPlaces(
  schema: GraphQLSchema,
  calls: readonly { readonly parts: readonly CallPart[] }[],
  filled: FilledPlaces,
): (parts: readonly CallPart[]) => KnownAt {
  const needed = new Map<string, KnownBy[]>();
  for (const { parts } of calls) {
    for (const { fetch, paths } of parts) {
      const known = neededFields(schema, fetch.requires ?? []);
      for (const path of paths) needed.getOrInsertComputed(keysOf(path).join('.'), () => []).push(known);
    }
  }
  return (parts) => (path, keys) => {
    if (parts.some((part) => isFilledByOthers(filled, part, path))) return undefined;
    const known = parts
      .flatMap((part) => placesOf(part, path).flatMap((place) => needed.get(place) ?? []))
      .flatMap((each) => [...each].filter(([, fields]) => fields.every((field) => keys.has(field))));
    return known.length > 0 ? new Map(known) : undefined;
  };
}

/** What representations are made of, by type; none of a type of which more than leaves are needed. */
function neededFields(schema: GraphQLSchema, requires: readonly QueryPlanSelectionNode[]): KnownBy {
  const needed = new Map<ByteText, (string | undefined)[]>();
  for (const each of requires) {
    if (each.kind === 'Field') return new Map();
    const names = each.selections.map((field) =>
      field.kind === 'Field' && !field.selections ? (field.alias ?? field.name) : undefined,
    );
    for (const type of typesOf(schema, each.typeCondition ?? '')) {
      needed.getOrInsertComputed(JSON.stringify(type), () => []).push(...names);
    }
  }
  return new Map(
    [...needed].flatMap(([type, names]) => {
      const fields = names.filter((name) => name !== undefined && name !== '__typename');
      const isPlain = fields.length > 0 && !names.includes(undefined);
      return isPlain ? [[type, fields as readonly string[]] as const] : [];
    }),
  );
}

/** A subgraph can know an object by the name of its interface alone. */
function typesOf(schema: GraphQLSchema, condition: string): readonly string[] {
  const type = schema.getType(condition);
  if (isObjectType(type)) return [condition];
  return isAbstractType(type) ? [condition, ...schema.getPossibleTypes(type).map(({ name }) => name)] : [];
}
