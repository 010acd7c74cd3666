import * as fc from 'fast-check';
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isListType,
  isObjectType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';

/** Draws one of several choices, as fast-check's `gen` does. */
export type Draw = fc.GeneratorValue;

/**
 * Writes a random query over a schema: aliases that are names of other fields, arguments, fragments of all kinds,
 * repeated fields, `@skip` and `@include`. Not each one is valid, as fields may clash; the caller leaves those out.
 *
 * @param names aliases to choose from
 */
export function randomOperation(schema: GraphQLSchema, names: readonly string[], draw: Draw): string {
  const root = schema.getQueryType();
  if (!root) throw new Error('No query type.');
  const writer: Writer = { schema, names, draw, fragments: [] };
  const selections = writeSelections(writer, root, 4);
  const fragments = writer.fragments.map((text, index) => text.replace('#', String(index)));
  const body = [selections, ...fragments].join('\n');
  const variables = ['$on: Boolean = true', '$off: Boolean!'].filter((each) =>
    body.includes(each.split(':', 1)[0] ?? ''),
  );
  return `query ${variables.length > 0 ? `(${variables.join(', ')})` : ''} ${body}`;
}

interface Writer {
  readonly schema: GraphQLSchema;
  readonly names: readonly string[];
  readonly draw: Draw;
  readonly fragments: string[];
}

function writeSelections(writer: Writer, type: GraphQLCompositeType, depth: number): string {
  const count = writer.draw(fc.integer, { min: 1, max: 5 });
  const selections = Array.from({ length: count }, () => writeSelection(writer, type, depth));
  return `{ ${selections.join(' ')} }`;
}

function writeSelection(writer: Writer, type: GraphQLCompositeType, depth: number): string {
  const kind = writer.draw(fc.integer, { min: 0, max: 9 });
  const fields = isUnionType(type) ? [] : Object.values(type.getFields());
  const usable = depth > 0 ? fields : fields.filter((field) => !isCompositeType(getNamedType(field.type)));
  if (kind === 0 || usable.length === 0) {
    return isAbstractType(type) && depth > 0 ? writeFragment(writer, type, depth) : writeTypename(writer);
  }
  if (kind <= 2 && depth > 0) return writeFragment(writer, type, depth);
  const field = usable[writer.draw(fc.nat, usable.length - 1)];
  return field ? writeField(writer, field, depth) : '__typename';
}

function writeTypename({ draw }: Writer): string {
  return draw(fc.constantFrom, '__typename', 't: __typename', 'id: __typename');
}

function writeFragment(writer: Writer, type: GraphQLCompositeType, depth: number): string {
  const { schema, draw, fragments } = writer;
  const around = isObjectType(type)
    ? [type, ...type.getInterfaces()]
    : [type, ...schema.getPossibleTypes(type)];
  const on = around[draw(fc.nat, around.length - 1)] ?? type;
  const selections = writeSelections(writer, on, depth - 1);
  if (draw(fc.boolean)) return `... on ${on.name} ${writeCondition(writer)} ${selections}`;
  const name = `F${fragments.push(`fragment F# on ${on.name} ${selections}`) - 1}`;
  return `...${name} ${writeCondition(writer)}`;
}

function writeField(writer: Writer, field: GraphQLField<unknown, unknown>, depth: number): string {
  const { names, draw } = writer;
  const alias = draw(fc.boolean) ? `${names[draw(fc.nat, names.length - 1)] ?? 'x'}: ` : '';
  const type = getNamedType(field.type);
  const inner = isCompositeType(type) ? writeSelections(writer, type, depth - 1) : '';
  return `${alias}${field.name}${writeArguments(writer, field.args)} ${writeCondition(writer)} ${inner}`;
}

function writeArguments({ draw }: Writer, args: readonly GraphQLArgument[]): string {
  const given = args.filter(({ type }) => getNullableType(type) !== type || draw(fc.boolean));
  const texts = given.map(({ name, type }) => `${name}: ${writeValue(type, draw)}`);
  return texts.length > 0 ? `(${texts.join(', ')})` : '';
}

function writeValue(type: GraphQLArgument['type'], draw: Draw): string {
  const nullable = getNullableType(type);
  const named = getNamedType(type);
  if (isListType(nullable)) return '[]';
  if (isEnumType(named)) return draw(fc.constantFrom, ...named.getValues().map(({ name }) => name));
  return named.name === 'Int' ? String(draw(fc.nat, 2)) : JSON.stringify(String(draw(fc.nat, 3)));
}

function writeCondition({ draw }: Writer): string {
  const conditions = [
    '',
    '',
    '',
    '',
    '@include(if: $on)',
    '@skip(if: $off)',
    '@include(if: $off)',
    '@skip(if: false)',
  ];
  return draw(fc.constantFrom, ...conditions);
}
