import { GraphQLError } from 'graphql';
import { errorCodes } from '../../schema/error-codes.ts';
import type { Denial } from '../operation/refusals.ts';

/**
 * What a client learns of a denied selection: where it stands and which coordinate it is. Never which scopes or policies
 * would have helped.
 */
export function denialError({ path, coordinate }: Denial): GraphQLError {
  return new GraphQLError(errorCodes.UNAUTHORIZED_FIELD_OR_TYPE.en, {
    extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', affectedPath: path.join('.'), coordinate },
  });
}
