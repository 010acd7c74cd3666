import { GraphQLError } from 'graphql';
import { errorCodes } from '../../schema/error-codes.ts';
import { denialReasons } from '../../schema/policy/denial-reasons.ts';
import type { Denial } from '../operation/refusals.ts';

/**
 * What a client learns of a denied selection: where it stands, which coordinate it is, why, and what would open it.
 * Never which scopes or policies would have helped.
 */
export function denialError({ path, coordinate, reason, decisionId }: Denial): GraphQLError {
  const meaning = reason && denialReasons[reason];
  return new GraphQLError(meaning?.en ?? errorCodes.UNAUTHORIZED_FIELD_OR_TYPE.en, {
    extensions: {
      code: 'UNAUTHORIZED_FIELD_OR_TYPE',
      affectedPath: path.join('.'),
      coordinate,
      ...(reason && { reason }),
      ...(meaning?.header && { header: meaning.header }),
      ...(decisionId && { decisionId }),
    },
  });
}
