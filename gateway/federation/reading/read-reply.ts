import { readRefusedArgument, type RefusedArgument } from '../../../schema/argument-problems.ts';
import type { ErrorCode } from '../../../schema/error-codes.ts';
import type { AccessReport } from '../../../schema/hub-context.ts';
import { isRecord } from '../../../schema/untrusted-json.ts';
import type { Path } from '../../operation/answer-path.ts';
import { isFetchedObject, type FetchedObject } from '../../operation/fetched-value.ts';
import type { Subgraph } from '../supergraph/load-supergraph.ts';
import { parseAnswer } from './parse-answer.ts';
import { noReport, readAccessReport } from './read-access-report.ts';
import type { ReadShape } from './read-shape.ts';
import { walkAnswer } from './walk-answer.ts';

/** What a subgraph said of something that failed: the place, and which argument an agency refused there. */
export interface SubgraphError {
  /** Undefined where it is not told. */
  readonly path: Path | undefined;
  readonly refused?: RefusedArgument | undefined;
}

/** What a subgraph said, as far as we trust it: of an error no word of its text. */
export interface SubgraphReply {
  readonly data: FetchedObject | null;
  /** Entities that stand in several places of it. */
  readonly repeated: readonly FetchedObject[];
  readonly errors: readonly SubgraphError[];
  /** Whom it disclosed what about; nothing from a subgraph that does not report. */
  readonly access: AccessReport;
}

/**
 * Reads a GraphQL answer as far as we trust it; undefined when it is none.
 *
 * @param shape what was asked
 */
export function readReply(
  bytes: Buffer,
  shape: ReadShape,
  { isAgency }: Pick<Subgraph, 'isAgency'>,
): SubgraphReply | undefined {
  const reportIn = (extensions: unknown) => (isAgency && readAccessReport(extensions)) || noReport;
  const walked = walkAnswer(bytes, shape);
  if (walked) return { ...walked, errors: [], access: reportIn(walked.extensions) };
  const parsed = parseAnswer(bytes, shape);
  if (!parsed || (parsed.data === null && parsed.errors.length === 0)) return undefined;
  const access = reportIn(parsed.extensions);
  const denied = new Set(access.denials.map(({ path }) => path.join('.')));
  return {
    data: isFetchedObject(parsed.data) ? parsed.data : null,
    repeated: [],
    errors: parsed.errors.map(readError).flatMap((error) => toldOf(error, denied, isAgency)),
    access,
  };
}

interface RawError {
  readonly path: Path | undefined;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/**
 * What is left of an error. Where null is not allowed a denied field is an error for GraphQL, and no failure of the
 * subgraph: an agency marks such an error by its code, since in another row the same field can fail, and it reports what
 * it denied.
 */
function toldOf(
  { path, extensions }: RawError,
  denied: ReadonlySet<string>,
  isAgency: boolean,
): readonly SubgraphError[] {
  const code = extensions['code'];
  const place = path?.filter((key) => typeof key === 'string').join('.');
  if (isCode(code, 'UNAUTHORIZED_FIELD_OR_TYPE') && place !== undefined && denied.has(place)) return [];
  const refused = isAgency && isCode(code, 'BAD_USER_INPUT') ? readRefusedArgument(extensions) : undefined;
  return [{ path, refused }];
}

function isCode(code: unknown, expected: ErrorCode): boolean {
  return code === expected;
}

function readError(error: unknown): RawError {
  const { path, extensions } = isRecord(error) ? error : {};
  const isPath =
    Array.isArray(path) && path.every((key) => typeof key === 'string' || typeof key === 'number');
  return {
    path: isPath && path.length > 0 ? path : undefined,
    extensions: isRecord(extensions) ? extensions : {},
  };
}
