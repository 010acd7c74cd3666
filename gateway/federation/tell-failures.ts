import { GraphQLError } from 'graphql';
import { argumentText, type RefusedArgument } from '../../schema/argument-problems.ts';
import { errorCodes } from '../../schema/error-codes.ts';
import { fieldAtPath, toAnswerPath } from '../operation/answer-path.ts';
import type { Path } from '../operation/answer-path.ts';
import type { AnswerShape } from '../operation/answer-shape.ts';
import type { Defect, DefectListener } from '../operation/complete-answer.ts';
import type { Fetched } from './fetching/plan-run.ts';
import type { SubgraphFaultCode } from './fetching/subgraph-fault.ts';

const DEFECT_MESSAGES: Readonly<Record<Defect, string>> = {
  MISSING: 'No agency answered this field.',
  NULL: 'This field must have a value, but its agency gave none.',
  INVALID: 'An agency gave this field a value that the schema does not allow.',
  TYPE_UNKNOWN: 'It cannot be told which type this object has.',
};

/** Collects the errors of one answer: each place and code once, in the client's terms. */
export interface ErrorTeller extends DefectListener {
  readonly errors: readonly GraphQLError[];
}

/**
 * Tells what failed while fetching, and makes the listener for what is found wrong while completing. An
 * error says what and where; how it failed is told to the operator alone.
 *
 * @param agencyOf what the client may know a subgraph by; undefined where it may not know who failed
 */
export function tellFailures(
  shape: AnswerShape,
  { failures, gaps }: Fetched,
  agencyOf: (subgraph: string) => string | undefined,
): ErrorTeller {
  const errors: GraphQLError[] = [];
  const told = new Set<string>();
  /** Each place with an error at or below it. */
  const above = new Set<string>();
  const account = (path: Path): void => {
    for (let length = 0; length <= path.length; length++) above.add(path.slice(0, length).join('.'));
  };
  const tell = (code: SubgraphFaultCode, message: string, path: Path, agency?: string): void => {
    const key = `${code} ${path.join('.')}`;
    if (told.has(key)) return;
    told.add(key);
    account(path);
    errors.push(
      new GraphQLError(message, { path, extensions: { code, ...(agency !== undefined && { agency }) } }),
    );
  };
  /** An argument is refused once for a selection, at the first of its rows: it is the same for all of them. */
  const tellRefused = (refused: RefusedArgument, path: Path): void => {
    account(path);
    const key = `${refused.problem} ${plainOf(path).join('.')}`;
    if (told.has(key)) return;
    told.add(key);
    const extensions = { code: 'BAD_USER_INPUT', ...refused };
    errors.push(new GraphQLError(argumentText(refused).en, { path, extensions }));
  };
  for (const { code, path, refused, subgraph } of failures) {
    const at = toAnswerPath(shape, path);
    // The name of an argument is told only where the client wrote it: then it can be no text of the agency's own.
    const isGiven = refused && fieldAtPath(shape, path)?.given.includes(refused.argument);
    if (refused && isGiven) tellRefused(refused, at);
    else tell(code, errorCodes[code].en, at, agencyOf(subgraph));
  }
  const missing = new Set(gaps.map((path) => toAnswerPath(shape, path).join('.')));
  return {
    errors,
    tell: (defect, path) => tell('SUBGRAPH_ERROR', DEFECT_MESSAGES[defect], path),
    accountsForNull: (path) => above.has(path.join('.')),
    accountsForMissing: (path) => {
      const plain = plainOf(path);
      return plain.some((_, index) => missing.has(plain.slice(0, index + 1).join('.'))) || missing.has('');
    },
  };
}

/** A path without the numbers of rows. */
function plainOf(path: Path): readonly string[] {
  return path.filter((key) => typeof key === 'string');
}
