import { coerceInputValue, getVariableValues, GraphQLError, isInputType, typeFromAST } from 'graphql';
import type { GraphQLSchema, OperationDefinitionNode, VariableDefinitionNode } from 'graphql';
import { refuseOperation } from './refuse-operation.ts';

/**
 * The values of an operation's variables as its types read them, defaults filled in. A value that does not
 * fit is refused with 400; the message names the variable and the place in it, and never repeats the value, which
 * may be personal.
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
  if (node?.kind !== 'VariableDefinition')
    throw refuseOperation('BAD_USER_INPUT', 'A variable does not fit.', node);
  const name = node.variable.name.value;
  const place = placeIn(schema, node, given[name]);
  const where = place === '' ? '' : ` at ${place}`;
  throw refuseOperation(
    'BAD_USER_INPUT',
    `Variable "$${name}" is missing or has a value that its type does not allow${where}.${shapeIn(error)}`,
    node,
  );
}

/** Which part of a value does not fit, in words of the schema and numbers of elements; empty where it is the whole. */
function placeIn(schema: GraphQLSchema, { type: node }: VariableDefinitionNode, value: unknown): string {
  const type = typeFromAST(schema, node);
  if (!isInputType(type) || value === undefined) return '';
  let place = '';
  try {
    coerceInputValue(value, type, (path, _invalid, error) => {
      const missing = /^Field "(\w+)" of required type /.exec(error.message)?.[1];
      place = [...path, ...(missing === undefined ? [] : [missing])].join('.');
      // The first is enough: a list can hold thousands.
      throw error;
    });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
  }
  return place;
}

/** What a scalar of the hub says that its values look like; the texts of other scalars repeat the value. */
function shapeIn(error: GraphQLError | undefined): string {
  const cause = error?.originalError;
  return cause instanceof GraphQLError && cause.extensions['code'] === 'BAD_USER_INPUT'
    ? ` ${cause.message}`
    : '';
}
