import { getNullableType, GraphQLError, isListType, isNonNullType, type GraphQLOutputType } from 'graphql';
import { errorCodes } from '../../../schema/error-codes.ts';
import { isList, isPromise } from './resolved-value.ts';

/**
 * Takes out of what a resolver gave the objects that the caller may not have, so that they look like objects that are
 * not there: null alone, left out of a list; where the rows of a list may be null, null is the row that was not found.
 */
export function keepAllowed(
  result: unknown,
  type: GraphQLOutputType,
  allows: (record: unknown) => boolean,
): unknown {
  if (isPromise(result)) return result.then((value) => keepAllowed(value, type, allows));
  if (result === null || result === undefined || result instanceof Error) return result;
  const inner = getNullableType(type);
  if (isListType(inner)) return keepElements(result, inner.ofType, allows);
  return allows(result) ? result : nothingFor(type);
}

/** What stands for a denied value. @throws GraphQLError where the schema allows no null */
export function nothingFor(type: GraphQLOutputType): null {
  if (!isNonNullType(type)) return null;
  throw new GraphQLError(errorCodes.UNAUTHORIZED_FIELD_OR_TYPE.en, {
    extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
  });
}

function keepElements(
  result: unknown,
  type: GraphQLOutputType,
  allows: (record: unknown) => boolean,
): unknown {
  if (!isList(result)) return null;
  const elements = Array.from(result);
  if (elements.some(isPromise)) {
    return Promise.all(elements.map(settled)).then((values) => keepElements(values, type, allows));
  }
  const kept = elements.map((element) => keepAllowed(element, getNullableType(type), allows));
  return isNonNullType(type) ? kept.filter((element) => element !== null) : kept;
}

/** An element that fails is an error of that row alone, as it is for `graphql`. */
async function settled(element: unknown): Promise<unknown> {
  try {
    return await element;
  } catch (error) {
    return error instanceof Error ? error : new Error('An element failed.', { cause: error });
  }
}
