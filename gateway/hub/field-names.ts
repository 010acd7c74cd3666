import { isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { ownersIn, type Owners } from './field-owners.ts';

/** A name in both languages. */
export interface Label {
  readonly vi: string;
  readonly en: string;
}

/** What the fields of the graph are called, and whose they are. */
export interface FieldNames {
  /** Of `Type.field`, and of a type by `Type.__typename`; its coordinate where the graph no longer has it. */
  labelOf(coordinate: string): Label;
  /** Names of the subgraphs that answer it; none where the graph no longer has it. */
  ownersOf(coordinate: string): readonly string[];
}

/** A graph as it is served. */
interface Graph {
  readonly sdl: string;
  readonly schema: GraphQLSchema;
}

/** The names in one graph. Each description has the Vietnamese legal term in parentheses: see `schema/glossary.md`. */
export function fieldNames({ sdl, schema }: Graph): FieldNames {
  const owners: Owners = ownersIn(sdl);
  return {
    labelOf: (coordinate) => labelOf(descriptionOf(schema, coordinate), coordinate),
    ownersOf: (coordinate) => owners.of(coordinate),
  };
}

/** The names in whichever graph is served at the moment of the question. */
export function servedFieldNames(graph: () => Graph): FieldNames {
  const known = new WeakMap<Graph, FieldNames>();
  const current = () => {
    const served = graph();
    return known.getOrInsertComputed(served, () => fieldNames(served));
  };
  return {
    labelOf: (coordinate) => current().labelOf(coordinate),
    ownersOf: (coordinate) => current().ownersOf(coordinate),
  };
}

function descriptionOf(schema: GraphQLSchema, coordinate: string): string | undefined {
  const [typeName = '', field = ''] = coordinate.split('.', 2);
  const type = schema.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  const named = field === '__typename' ? type : type.getFields()[field];
  return named?.description ?? undefined;
}

function labelOf(description: string | undefined, coordinate: string): Label {
  if (description === undefined) return { vi: coordinate, en: coordinate };
  const [sentence = description] = description.split(/(?<=[.)])\s/);
  const en = sentence
    .replace(/\s*\([^)]*\)/, '')
    .replace(/[.;].*$/, '')
    .trim();
  return { vi: /\(([^)]+)\)/.exec(description)?.[1] ?? en, en };
}
