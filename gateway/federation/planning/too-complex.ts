import { OverlappingFieldsCanBeMergedRule, parse, validate, type GraphQLSchema } from 'graphql';

/** How `graphql` says that comparing the fields of an operation takes more than it spends on that; there is no code for it. */
const givenUp = 'Validation aborted.';

/** Shorter fetches are never too complex: they cannot hold enough fields. Characters. */
const harmless = 4_000;

/**
 * Whether an agency would refuse a fetch for its size: `graphql` compares all fields that could meet in one place of the
 * answer, and gives up where types, fragments and depth multiply. The caller is told so before anybody is asked, and not
 * that an agency has failed.
 */
export function isTooComplex(schema: GraphQLSchema, fetch: string): boolean {
  if (fetch.length < harmless) return false;
  return validate(schema, parse(fetch), [OverlappingFieldsCanBeMergedRule]).some(
    ({ message }) => message === givenUp,
  );
}
