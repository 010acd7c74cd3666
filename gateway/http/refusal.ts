import { GraphQLError } from 'graphql';
import { errorCodes, isErrorCode, type ErrorCode } from '../../schema/error-codes.ts';

/**
 * An error that tells the caller why the request is not run.
 * @param detail what exactly is wrong and what to do about it; the sentence of the code when left out
 * @param headers response headers that belong to the refusal, such as `allow`
 */
export function refusal(
  code: ErrorCode,
  detail: string = errorCodes[code].en,
  headers: Readonly<Record<string, string>> = {},
): GraphQLError {
  return new GraphQLError(detail, {
    extensions: { code, http: { headers: new Map(Object.entries(headers)) } },
  });
}

/** The refusal behind a caught error; undefined for a fault of our own. */
export function asRefusal(error: unknown): GraphQLError | undefined {
  if (isStackOverflow(error)) return refusal('OPERATION_TOO_COMPLEX');
  return error instanceof GraphQLError && isErrorCode(error.extensions['code']) ? error : undefined;
}

/**
 * Whether a request was nested so deeply that a recursive walk over it ran out of stack. The limits on nesting
 * should prevent it; fragments that call each other in a long row still get there.
 */
export function isStackOverflow(error: unknown): boolean {
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  return cause instanceof RangeError && /call stack/i.test(cause.message);
}
