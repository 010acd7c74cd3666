import {
  getArgumentValues,
  getIntrospectionQuery,
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { limitExceeded } from './limit-exceeded.ts';

/** How many values more than the question of the usual tools an introspection may tell, as a multiple. */
const mostTimes = 2;

/** Values that the question of the usual tools tells of a schema. */
const usual = new WeakMap<GraphQLSchema, number>();

/**
 * Refuses an introspection that would tell more than twice all there is: with aliases, or with the fields of the types of
 * fields, a text of a few lines asks for millions of values.
 *
 * @param document an operation that asks for nothing but the schema, its fragments written out
 * @throws GraphQLError `OPERATION_TOO_COSTLY`
 */
export function checkIntrospection(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  const whole = usual.getOrInsertComputed(schema, () =>
    countValues(schema, parse(getIntrospectionQuery({ inputValueDeprecation: true })), {}, Infinity),
  );
  countValues(schema, document, variables, whole * mostTimes);
}

/**
 * How many values an introspection tells. What is asked of one element in one selection is counted once, so that to count
 * takes no longer than to tell each element once for each selection.
 */
function countValues(
  schema: GraphQLSchema,
  { definitions }: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  most: number,
): number {
  const info = { schema } as GraphQLResolveInfo;
  const fragments = new Map(
    definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each.selectionSet] as const] : [],
    ),
  );
  const known = new Map<SelectionSetNode, Map<unknown, number>>();
  let looked = 0;

  const within = (count: number): number => {
    if (count > most) throw limitExceeded('introspection', most);
    return count;
  };
  const countField = (field: GraphQLField<unknown, unknown>, node: FieldNode, source: unknown): number => {
    if (!node.selectionSet || isLeafType(getNamedType(field.type))) return 1;
    const value: unknown = field.resolve?.(
      source,
      getArgumentValues(field, node, variables),
      undefined,
      info,
    );
    return 1 + countValue(field.type, value, node.selectionSet);
  };
  const countValue = (type: GraphQLOutputType, value: unknown, selections: SelectionSetNode): number => {
    if (value === null || value === undefined) return 0;
    if (isNonNullType(type)) return countValue(type.ofType, value, selections);
    if (isListType(type)) {
      let count = 0;
      for (const each of value as Iterable<unknown>)
        count = within(count + countValue(type.ofType, each, selections));
      return count;
    }
    return isObjectType(type) ? countObject(type, value, selections) : 1;
  };
  const countObject = (type: GraphQLObjectType, source: unknown, selections: SelectionSetNode): number => {
    const ofSelection = known.getOrInsertComputed(selections, () => new Map());
    const before = ofSelection.get(source);
    if (before !== undefined) return before;
    within(++looked);
    const count = countSelections(selections, (node) => {
      const field = type.getFields()[node.name.value];
      return field ? countField(field, node, source) : 1;
    });
    ofSelection.set(source, count);
    return count;
  };
  const countSelections = ({ selections }: SelectionSetNode, ofField: (node: FieldNode) => number): number =>
    selections.reduce((count, node) => {
      if (node.kind === Kind.FIELD) return within(count + ofField(node));
      const inside = node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : fragments.get(node.name.value);
      return inside ? within(count + countSelections(inside, ofField)) : count;
    }, 0);

  const roots = new Map([SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]));
  return definitions.reduce((count, definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return count;
    return (
      count +
      countSelections(definition.selectionSet, (node) => {
        const field = roots.get(node.name.value);
        return field ? countField(field, node, undefined) : 1;
      })
    );
  }, 0);
}
