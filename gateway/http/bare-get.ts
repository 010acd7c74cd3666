import type { IncomingHttpHeaders } from 'node:http';
import { getOperationAST, Kind, parse, type DocumentNode } from 'graphql';
import { namesGraphqlMediaType } from './answer-format.ts';
import type { GraphqlRequest } from './graphql-request.ts';
import { refusal } from './refusal.ts';

/** Headers that a page of another origin cannot send before its browser has asked us (and we never agree). */
const preflightHeaders = ['apollo-require-preflight', 'x-apollo-operation-name', 'authorization'];

/**
 * Refuses a GET that a page of another origin could have made, to learn from its timing or its failure what
 * it may not read (GHSA-9q82-xgwf-vj6h).
 *
 * A GET passes when
 * - it carries a header for which a browser asks permission first; or
 * - it names a GraphQL media type in `Accept` and the browser does not say that it crosses origins. A page can set
 *   `Accept` without asking, so this alone would not do if the hub knew callers by cookies. It does not: nothing of
 *   the caller's identity comes with such a request, so it sees just what its author could have asked himself; or
 * - it asks for nothing but `__typename` at the root, a constant that tells nothing and reaches no agency.
 * @throws GraphQLError `CSRF_PREVENTED`; `METHOD_NOT_ALLOWED` for what a GET may never run
 */
export function refuseBareGet(headers: IncomingHttpHeaders, request: GraphqlRequest): void {
  if (preflightHeaders.some((name) => headers[name] !== undefined)) return;
  const crossesOrigins = ['cross-site', 'same-site'].includes(String(headers['sec-fetch-site']));
  if (!crossesOrigins && namesGraphqlMediaType(headers['accept'])) return;
  const document = tryParse(request.query);
  const operation = document && getOperationAST(document, request.operationName);
  if (operation && operation.operation !== 'query') throw onlyQueriesByGet();
  if (!crossesOrigins && document && asksOnlyTypename(document)) return;
  throw refusal(
    'CSRF_PREVENTED',
    'Send `Accept: application/graphql-response+json` or the header `Apollo-Require-Preflight: true` with a GET.',
  );
}

/** The refusal of a mutation or subscription by GET. */
export function onlyQueriesByGet(): ReturnType<typeof refusal> {
  return refusal('METHOD_NOT_ALLOWED', 'A GET runs only queries; send this operation by POST.', {
    allow: 'POST',
  });
}

function tryParse(query: string | undefined): DocumentNode | undefined {
  try {
    return query === undefined ? undefined : parse(query, { maxTokens: 1000, noLocation: true });
  } catch {
    return undefined;
  }
}

function asksOnlyTypename(document: DocumentNode): boolean {
  return document.definitions.every(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      definition.selectionSet.selections.every(
        (selection) => selection.kind === Kind.FIELD && selection.name.value === '__typename',
      ),
  );
}
