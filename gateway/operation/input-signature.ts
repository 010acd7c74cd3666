import { getNamedType, isEnumType, isInputObjectType, isInputType, typeFromAST } from 'graphql';
import type { GraphQLInputType, GraphQLSchema, OperationDefinitionNode, TypeNode } from 'graphql';
import { addUsedInputs } from './used-inputs.ts';

/** What an operation's variables say about the inputs that it uses, as a text: see `createInputSignature`. */
export type InputSignature = (variables: Readonly<Record<string, unknown>>) => string;

/**
 * Which inputs an operation uses depends, besides its text, on which variables were sent and on the fields and enum
 * values inside them. The text that this gives is the same for all values that use the same inputs, so that a decision
 * about them can be kept under it.
 */
export function createInputSignature(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
): InputSignature {
  const variables = (operation.variableDefinitions ?? []).map(({ variable, type }) => ({
    name: variable.name.value,
    inside: typeInside(schema, type),
  }));
  if (variables.length === 0) return () => '';
  return (values) =>
    variables
      .map(({ name, inside }) => {
        if (!Object.hasOwn(values, name)) return '-';
        if (!inside) return '+';
        const used = new Set<string>();
        addUsedInputs(used, inside, values[name]);
        return [...used].toSorted().join(',');
      })
      .join(';');
}

/** The type of a variable where something inside it has a coordinate of its own. */
function typeInside(schema: GraphQLSchema, node: TypeNode): GraphQLInputType | undefined {
  const type = typeFromAST(schema, node);
  if (!isInputType(type)) return undefined;
  const named = getNamedType(type);
  return isInputObjectType(named) || isEnumType(named) ? type : undefined;
}
