import { GraphQLError } from 'graphql';
import type { ASTNode } from 'graphql';
import { errorCodes } from '../../schema/error-codes.ts';
import type { ErrorCode } from '../../schema/error-codes.ts';

/** The error for an operation that is not run at all: the code's own HTTP status, and no data. */
export function refuseOperation(
  code: ErrorCode,
  message: string = errorCodes[code].en,
  nodes?: ASTNode,
): GraphQLError {
  return new GraphQLError(message, {
    ...(nodes && { nodes }),
    extensions: { code, http: { status: errorCodes[code].status } },
  });
}
