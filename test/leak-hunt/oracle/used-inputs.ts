import {
  getArgumentValues,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import { ownAnnotations, type Annotation } from './classification.ts';

/** The classified places that the arguments of a field use: arguments, fields of inputs, values of enums. */
export function usedInputs(
  type: string,
  field: GraphQLField<unknown, unknown>,
  values: Readonly<Record<string, unknown>>,
): readonly (readonly Annotation[])[] {
  return field.args.flatMap(({ name, type: argumentType }) =>
    values[name] == null
      ? []
      : [ownAnnotations(`${type}.${field.name}(${name}:)`), ...usedInValue(argumentType, values[name])],
  );
}

function usedInValue(given: GraphQLInputType, value: unknown): readonly (readonly Annotation[])[] {
  const type = getNullableType(given);
  if (value == null) return [];
  if (isListType(type)) {
    return (value as readonly unknown[]).flatMap((each) => usedInValue(type.ofType, each));
  }
  if (isEnumType(type)) {
    const own = ownAnnotations(`${type.name}.${String(value)}`);
    return own.length > 0 ? [own] : [];
  }
  if (!isInputObjectType(type)) return [];
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.values(type.getFields()).flatMap(({ name, type: fieldType }) =>
    fields[name] == null
      ? []
      : [ownAnnotations(`${type.name}.${name}`), ...usedInValue(fieldType, fields[name])],
  );
}

/** The values of the arguments of a field, defaults included. */
export function argumentsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return getArgumentValues(field, node, variables);
}
