import { filterSchema, mapSchema, MapperKind, pruneSchema } from '@graphql-tools/utils';
import { isNonNullType } from 'graphql';
import type { GraphQLFieldConfig, GraphQLFieldConfigArgumentMap, GraphQLSchema } from 'graphql';

/** What of a graph a caller could ever be granted, and what to say about it. */
export interface Grants {
  /** Whether a coordinate (`Type.field`, `Type.field(argument:)`, `Input.field`, `Enum.VALUE`) could be granted. */
  allows(coordinate: string): boolean;
  /** Category, mask and basis of a coordinate, for people; undefined where there is nothing to say. */
  protectionOf(coordinate: string): string | undefined;
}

/**
 * The graph as one caller may know of it: without what it could never be granted, and with the protection of each
 * element in its description, so that plain introspection shows it.
 *
 * @returns undefined where nothing is left that could be asked for
 */
export function contractSchema(schema: GraphQLSchema, grants: Grants): GraphQLSchema | undefined {
  const roots = {
    Query: schema.getQueryType()?.name,
    Mutation: schema.getMutationType()?.name,
    Subscription: schema.getSubscriptionType()?.name,
  };
  /** A field whose required argument may not be used cannot be asked for. */
  const isUsable = (coordinate: string, args: GraphQLFieldConfigArgumentMap = {}): boolean =>
    grants.allows(coordinate) &&
    requiredOf(args).every((argument) => grants.allows(`${coordinate}(${argument}:)`));
  const granted = filterSchema({
    schema,
    rootFieldFilter: (root, field, config) => isUsable(`${roots[root] ?? root}.${field}`, config.args),
    fieldFilter: (type, field, config) => isUsable(`${type}.${field}`, 'args' in config ? config.args : {}),
    inputObjectFieldFilter: (type, field) => grants.allows(`${type}.${field}`),
    argumentFilter: (type, field, argument) => grants.allows(`${type}.${field}(${argument}:)`),
    enumValueFilter: (type, value) => grants.allows(`${type}.${String(value)}`),
  });
  const pruned = pruneSchema(granted);
  if (!pruned.getQueryType()) return undefined;
  return mapSchema(pruned, {
    [MapperKind.FIELD]: (config, field, type) => {
      const coordinate = `${type}.${field}`;
      return {
        ...config,
        description: describe(grants, coordinate, config.description),
        ...('args' in config && { args: describeArguments(grants, coordinate, config.args) }),
      };
    },
  });
}

function requiredOf(args: GraphQLFieldConfigArgumentMap): readonly string[] {
  return Object.entries(args).flatMap(([name, { type, defaultValue }]) =>
    isNonNullType(type) && defaultValue === undefined ? [name] : [],
  );
}

function describeArguments(
  grants: Grants,
  field: string,
  args: GraphQLFieldConfig<unknown, unknown>['args'],
): GraphQLFieldConfigArgumentMap {
  return Object.fromEntries(
    Object.entries(args ?? {}).map(([name, config]) => [
      name,
      { ...config, description: describe(grants, `${field}(${name}:)`, config.description) },
    ]),
  );
}

function describe(grants: Grants, coordinate: string, description: string | null | undefined): string {
  return [description, grants.protectionOf(coordinate)].filter(Boolean).join('\n\n');
}
