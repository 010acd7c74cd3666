import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { errorCodes, isErrorCode, type ErrorCode } from '../../schema/error-codes.ts';
import { StoreUnavailableError } from './store/store-errors.ts';

/**
 * What a subgraph tells of an error. Its own `GraphQLError`s are written for the reader and pass; anything else could
 * hold a value or an address and becomes one sentence: the messages of `graphql` print the value that they refuse.
 */
export function maskError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { path, extensions } = formatted;
  if (path === undefined) return requestError(extensions?.['code'], error);
  const cause = unwrapResolverError(error);
  if (isWrittenForReader(cause)) return formatted;
  return cause instanceof StoreUnavailableError
    ? { path, ...tell('SOURCE_UNAVAILABLE', errorCodes.SOURCE_UNAVAILABLE.en) }
    : { path, ...tell('INTERNAL_SERVER_ERROR', 'The agency could not answer this part.') };
}

/** An error of the request as a whole: its syntax, its fit to the schema, its variables. */
function requestError(code: unknown, error: unknown): GraphQLFormattedError {
  if (!isErrorCode(code) || code === 'INTERNAL_SERVER_ERROR') {
    return tell('INTERNAL_SERVER_ERROR', 'The agency could not answer.');
  }
  const cause = error instanceof GraphQLError ? error.originalError : undefined;
  return tell(code, isWrittenForReader(cause) ? cause.message : errorCodes[code].en);
}

/** Errors that our scalars and resolvers throw carry a code; those that `graphql` makes carry none. */
function isWrittenForReader(error: unknown): error is GraphQLError {
  return error instanceof GraphQLError && isErrorCode(error.extensions['code']);
}

function tell(code: ErrorCode, message: string): GraphQLFormattedError {
  return { message, extensions: { code } };
}
