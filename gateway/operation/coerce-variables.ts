import { getVariableValues, GraphQLError } from 'graphql';
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { refuseOperation } from './refuse-operation.ts';

/**
 * The values of an operation's variables as its types read them, defaults filled in. A value that does not
 * fit is refused with 400; the message names the variable and never repeats the value, which may be
 * personal.
 */
export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given, {
    maxErrors: 1,
  });
  if (!errors) return coerced;
  const [error] = errors;
  const node = error?.nodes?.[0];
  const name = node?.kind === 'VariableDefinition' ? node.variable.name.value : undefined;
  throw refuseOperation(
    'BAD_USER_INPUT',
    name
      ? `Variable "$${name}" is missing or has a value that its type does not allow.${shapeIn(error)}`
      : 'A variable does not fit.',
    node,
  );
}

/** What a scalar of the hub says that its values look like; the texts of other scalars repeat the value. */
function shapeIn(error: GraphQLError | undefined): string {
  const cause = error?.originalError;
  return cause instanceof GraphQLError && cause.extensions['code'] === 'BAD_USER_INPUT'
    ? ` ${cause.message}`
    : '';
}
