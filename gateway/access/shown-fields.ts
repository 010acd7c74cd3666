import { getNamedType, isCompositeType, isUnionType } from 'graphql';
import type { GraphQLCompositeType, GraphQLOutputType, GraphQLSchema } from 'graphql';

/** By type the names of its fields that are shown, or of its members; no entry for a type of which nothing is. */
export type Shown = ReadonlyMap<GraphQLCompositeType, readonly string[]>;

/** A field that leads to a type of which nothing is shown is not shown either, and so on. */
export function shownFields(schema: GraphQLSchema, sees: (parent: string, field: string) => boolean): Shown {
  let shown: Shown = new Map(
    Object.values(schema.getTypeMap())
      .filter((type) => isCompositeType(type))
      .filter(({ name }) => !name.startsWith('__'))
      .map((type) => [type, partsOf(type).filter((part) => isUnionType(type) || sees(type.name, part))]),
  );
  for (;;) {
    const last = shown;
    const isShown = (type: GraphQLOutputType): boolean => {
      const named = getNamedType(type);
      return !isCompositeType(named) || (last.get(named)?.length ?? 0) > 0;
    };
    shown = new Map(
      [...last].map(([type, parts]) => [type, parts.filter((part) => isShown(typeOfPart(type, part)))]),
    );
    if (count(shown) === count(last)) return new Map([...shown].filter(([, parts]) => parts.length > 0));
  }
}

function partsOf(type: GraphQLCompositeType): readonly string[] {
  return isUnionType(type) ? type.getTypes().map(({ name }) => name) : Object.keys(type.getFields());
}

function typeOfPart(type: GraphQLCompositeType, part: string): GraphQLOutputType {
  const found = isUnionType(type)
    ? type.getTypes().find(({ name }) => name === part)
    : type.getFields()[part]?.type;
  if (!found) throw new Error(`${type.name} has no ${part}.`);
  return found;
}

function count(shown: Shown): number {
  return [...shown.values()].reduce((sum, parts) => sum + parts.length, 0);
}
