import { GraphQLError } from 'graphql';
import { errorCodes, type ErrorCode } from '../../schema/error-codes.ts';

/** What the caller reads about one limit. */
interface LimitMeaning {
  readonly code: ErrorCode;
  /** What it counts: goes on after the number. */
  readonly counts: string;
  /** How to mend it. */
  readonly mend: string;
}

const smaller = 'Ask for less at once.';

/** Every limit on what one request may be, by the name that `extensions.limit` has for it. */
const meanings = {
  bodyBytes: {
    code: 'PAYLOAD_TOO_LARGE',
    counts: 'bytes in the body',
    mend: 'Send less in one request.',
  },
  nesting: { code: 'OPERATION_TOO_COMPLEX', counts: 'brackets open at once', mend: 'Nest less deeply.' },
  tokens: { code: 'OPERATION_TOO_COMPLEX', counts: 'words and signs in the operation', mend: smaller },
  depth: {
    code: 'OPERATION_TOO_COMPLEX',
    counts: 'levels of fields',
    mend: 'Ask for what lies deeper in an operation of its own.',
  },
  selections: { code: 'OPERATION_TOO_COMPLEX', counts: 'selected fields', mend: smaller },
  comparisons: {
    code: 'OPERATION_TOO_COMPLEX',
    counts: 'pairs of fields of one name or of fragments that meet',
    mend: 'Select each field once, and spread fewer fragments at one place.',
  },
  aliases: {
    code: 'OPERATION_TOO_COMPLEX',
    counts: 'aliases',
    mend: 'Ask for many objects by one field that takes their ids, or in several requests.',
  },
  rootFields: {
    code: 'OPERATION_TOO_COMPLEX',
    counts: 'fields at the root',
    mend: 'Split the operation.',
  },
  listSize: {
    code: 'OPERATION_TOO_COSTLY',
    counts: 'elements in one list',
    mend: 'Ask for a smaller page, and for the next one with its cursor.',
  },
  cost: {
    code: 'OPERATION_TOO_COSTLY',
    counts: 'points of cost',
    mend: 'Ask for smaller pages or fewer fields inside of lists; `hub-dry-run: 1` tells what an operation costs.',
  },
  introspection: {
    code: 'OPERATION_TOO_COSTLY',
    counts: 'values of the schema',
    mend: 'Ask for the schema once, and for the fields of the types of fields in requests of their own.',
  },
  variableCount: { code: 'VARIABLES_TOO_LARGE', counts: 'variables', mend: 'Send fewer variables.' },
  variableValues: {
    code: 'VARIABLES_TOO_LARGE',
    counts: 'values in the variables',
    mend: 'Send the rest in a request of its own.',
  },
  variableNesting: {
    code: 'VARIABLES_TOO_LARGE',
    counts: 'levels in the variables',
    mend: 'Nest less deeply.',
  },
} as const satisfies Readonly<Record<string, LimitMeaning>>;

/** Name of a limit. */
export type LimitName = keyof typeof meanings;

/**
 * The refusal of a request that goes beyond a limit: which one, what is allowed, what was asked, how to mend it. Counts
 * alone are told, never a value of the request.
 *
 * @param asked left out where counting stopped at the limit
 * @param coordinate of the field that asks for too much, where it is one field
 */
export function limitExceeded(
  name: LimitName,
  allowed: number,
  asked?: number,
  coordinate?: string,
): GraphQLError {
  const { code, counts, mend } = meanings[name];
  const given = asked === undefined ? 'more' : String(asked);
  const place = coordinate === undefined ? '' : ` at ${coordinate}`;
  return new GraphQLError(
    `At most ${allowed} ${counts} are allowed; this request has ${given}${place}. ${mend}`,
    {
      extensions: {
        code,
        limit: { name, allowed, ...(asked !== undefined && { asked }), ...(coordinate && { coordinate }) },
        http: { status: errorCodes[code].status, headers: new Map() },
      },
    },
  );
}
