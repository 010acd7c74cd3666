import { readRefusedArgument, type RefusedArgument } from '../../../schema/argument-problems.ts';
import type { ErrorCode } from '../../../schema/error-codes.ts';
import type { AccessReport } from '../../../schema/hub-context.ts';
import type { Path } from '../../operation/answer-path.ts';
import { isFetchedObject } from './merge-fetched.ts';
import type { FetchedObject } from './merge-fetched.ts';
import type { Subgraph } from '../supergraph/load-supergraph.ts';
import type { HttpAnswer, Poster } from './post-json.ts';
import { postSigned, type BodySigner } from './post-signed.ts';
import { noReport, readAccessReport } from './read-access-report.ts';
import { SubgraphFault } from './subgraph-fault.ts';

/** What is sent: the three members of a GraphQL request. */
export interface SubgraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

/** What a subgraph said of something that failed: the place, and which argument an agency refused there. */
export interface SubgraphError {
  /** Undefined where it is not told. */
  readonly path: Path | undefined;
  readonly refused?: RefusedArgument | undefined;
}

/** What a subgraph said, as far as we trust it: of an error no word of its text. */
export interface SubgraphReply {
  readonly data: FetchedObject | null;
  readonly errors: readonly SubgraphError[];
  /** Whom it disclosed what about; nothing from a subgraph that does not report. */
  readonly access: AccessReport;
}

export interface SubgraphClient {
  /**
   * @param until moment of `performance.now()` by which the answer must be there
   * @throws SubgraphFault when there is no GraphQL answer
   */
  readonly send: (
    subgraph: Subgraph,
    request: SubgraphRequest,
    signer: BodySigner | undefined,
    until?: number,
  ) => Promise<SubgraphReply>;
  readonly close: () => Promise<void>;
}

/** Posts operations to subgraphs. Whoever opened the poster leaves it to the client to close. */
export function createSubgraphClient(poster: Poster): SubgraphClient {
  return {
    async send(subgraph, request, signer, until) {
      const body = JSON.stringify(request);
      const answer = await (signer
        ? postSigned(poster, subgraph, body, signer, until)
        : poster.post(subgraph, {}, body, until));
      return readReply(subgraph, answer);
    },
    close: () => poster.close(),
  };
}

/** @throws SubgraphFault when it is no GraphQL answer */
function readReply(subgraph: Subgraph, answer: HttpAnswer): SubgraphReply {
  // A body of plain JSON beside an error status may come from anything that stands in between.
  const isGraphql = answer.mediaType === 'application/graphql-response+json' || answer.status < 300;
  const reply = isGraphql ? asReply(parseObject(answer.bytes.toString()), subgraph) : undefined;
  if (reply) return reply;
  const kind = answer.status >= 400 && answer.status < 500 ? 'OTHER' : 'BROKEN';
  const reason = `no GraphQL answer (HTTP ${answer.status})`;
  throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', subgraph.name, reason, kind);
}

/** A GraphQL answer as far as we trust it; undefined when it is none. */
export function asReply(
  body: FetchedObject | undefined,
  { isAgency }: Pick<Subgraph, 'isAgency'>,
): SubgraphReply | undefined {
  const data = body?.['data'];
  const errors = body?.['errors'];
  const hasErrors = Array.isArray(errors) && errors.length > 0;
  if (!isFetchedObject(data) && !hasErrors) return undefined;
  const access = isAgency ? readAccessReport(body?.['extensions']) : noReport;
  const denied = new Set(access.denials.map(({ path }) => path.join('.')));
  return {
    data: isFetchedObject(data) ? data : null,
    errors: hasErrors ? errors.map(readError).flatMap((error) => toldOf(error, denied, isAgency)) : [],
    access,
  };
}

interface RawError {
  readonly path: Path | undefined;
  readonly extensions: FetchedObject;
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
  const { path, extensions } = isFetchedObject(error) ? error : {};
  const isPath =
    Array.isArray(path) && path.every((key) => typeof key === 'string' || typeof key === 'number');
  return {
    path: isPath && path.length > 0 ? path : undefined,
    extensions: isFetchedObject(extensions) ? extensions : {},
  };
}

function parseObject(text: string): FetchedObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFetchedObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
