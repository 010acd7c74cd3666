import type { ErrorCode } from '../../../schema/error-codes.ts';
import type { AccessReport } from '../../../schema/hub-context.ts';
import { isFetchedObject } from './merge-fetched.ts';
import type { FetchedObject } from './merge-fetched.ts';
import type { Subgraph } from '../supergraph/load-supergraph.ts';
import { createPoster, type HttpAnswer } from './post-json.ts';
import { postSigned, type BodySigner } from './post-signed.ts';
import { noReport, readAccessReport } from './read-access-report.ts';
import { SubgraphFault } from './subgraph-fault.ts';

/** What is sent: the three members of a GraphQL request. */
export interface SubgraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

/** What a subgraph said, as far as we trust it: of an error only the place. */
export interface SubgraphReply {
  readonly data: FetchedObject | null;
  readonly errorPaths: readonly (readonly (string | number)[] | undefined)[];
  /** Whom it disclosed what about; nothing from a subgraph that does not report. */
  readonly access: AccessReport;
}

export interface SubgraphClient {
  /** @throws SubgraphFault when there is no GraphQL answer */
  readonly send: (
    subgraph: Subgraph,
    request: SubgraphRequest,
    signer: BodySigner | undefined,
  ) => Promise<SubgraphReply>;
  readonly close: () => Promise<void>;
}

/**
 * Posts operations to subgraphs over connections that are kept open.
 *
 * @param timeout milliseconds that a subgraph may take for one whole answer
 */
export function createSubgraphClient(timeout: number): SubgraphClient {
  const poster = createPoster(timeout);
  return {
    async send(subgraph, request, signer) {
      const body = JSON.stringify(request);
      const answer = await (signer
        ? postSigned(poster, subgraph, body, signer)
        : poster.post(subgraph, {}, body));
      return readReply(subgraph, answer);
    },
    close: () => poster.close(),
  };
}

/** @throws SubgraphFault when it is no GraphQL answer */
function readReply(subgraph: Subgraph, answer: HttpAnswer): SubgraphReply {
  // A body of plain JSON beside an error status may come from anything that stands in between.
  const isGraphql = answer.mediaType === 'application/graphql-response+json' || answer.status < 300;
  const reply = isGraphql ? asReply(parseObject(answer.text), subgraph) : undefined;
  if (reply) return reply;
  throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', subgraph.name, `no GraphQL answer (HTTP ${answer.status})`);
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
    errorPaths: hasErrors ? errors.filter((error) => !isDenial(error, denied)).map(errorPath) : [],
    access,
  };
}

/**
 * Where null is not allowed a denied field is an error for GraphQL, and no failure of the subgraph. An agency marks such
 * an error by its code, since in another row the same field can fail; and it reports what it denied.
 */
function isDenial(error: unknown, denied: ReadonlySet<string>): boolean {
  const path = errorPath(error);
  const extensions = isFetchedObject(error) ? error['extensions'] : undefined;
  return (
    path !== undefined &&
    isFetchedObject(extensions) &&
    extensions['code'] === ('UNAUTHORIZED_FIELD_OR_TYPE' satisfies ErrorCode) &&
    denied.has(path.filter((key) => typeof key === 'string').join('.'))
  );
}

function parseObject(text: string): FetchedObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFetchedObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function errorPath(error: unknown): readonly (string | number)[] | undefined {
  const path = isFetchedObject(error) ? error['path'] : undefined;
  const isPath =
    Array.isArray(path) && path.every((key) => typeof key === 'string' || typeof key === 'number');
  return isPath && path.length > 0 ? path : undefined;
}
