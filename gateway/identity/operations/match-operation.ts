import { boundedCache } from '../../federation/bounded-cache.ts';
import type { GraphqlRequest } from '../../http/graphql-request.ts';
import { refusal } from '../../http/refusal.ts';
import { asksOnlyForSchema } from './introspection-only.ts';
import { normaliseOperation, operationHash, parseOperation } from './normalise-operation.ts';
import type { OperationIndex, RegisteredOperation } from './registered-operation.ts';

/** A request, and the registration of what it runs, if there is one. */
export interface MatchedRequest {
  readonly request: GraphqlRequest;
  readonly operation: RegisteredOperation | undefined;
}

/**
 * Finds out whether a request runs an operation that its client has registered: by the text, however it is laid out, or
 * by the hash in `extensions.persistedQuery`. Of a registered operation the registered text is run.
 *
 * @param operations what the client has registered; undefined for a caller without a client
 * @param registeredOnly whether everything else is refused, as in production; but for a client's own contract
 * @throws GraphQLError `OPERATION_NOT_REGISTERED`
 */
export function matchOperation(
  operations: OperationIndex | undefined,
  request: GraphqlRequest,
  registeredOnly: boolean,
): MatchedRequest {
  const operation = operations && findOperation(operations, request);
  if (operation === undefined && registeredOnly && !(operations && isForSchema(request))) {
    throw refusal(
      'OPERATION_NOT_REGISTERED',
      'Register it, and send the change for review: npm run register-operation -- --client ID --purpose P FILE',
    );
  }
  return { request: operation ? withText(request, operation.text) : request, operation };
}

/** Of a text that is no GraphQL nothing is known. */
function isForSchema({ query }: GraphqlRequest): boolean {
  try {
    return query !== undefined && asksOnlyForSchema(parseOperation(query));
  } catch {
    return false;
  }
}

function findOperation(operations: OperationIndex, request: GraphqlRequest): RegisteredOperation | undefined {
  const { query } = request;
  if (query === undefined) return operationByHash(operations, request);
  const { plain, normalised } = hashesOf(query);
  return operations.get(plain) ?? operations.get(normalised);
}

/** The operation whose hash a request names in `extensions.persistedQuery`. */
export function operationByHash(
  operations: OperationIndex,
  { extensions }: GraphqlRequest,
): RegisteredOperation | undefined {
  return operations.get(hashIn(extensions?.['persistedQuery']));
}

/** The hashes of a text: as it is, and without its layout. */
interface TextHashes {
  readonly plain: string;
  /** Empty for a text that is no GraphQL: of it nothing is known. */
  readonly normalised: string;
}

/** Characters of operation text whose hashes are kept. */
const CAPACITY = 1024 * 1024;

const knownHashes = boundedCache<TextHashes>(CAPACITY);

/** They depend on the text alone, and clients send the same texts again and again: each is read once. */
function hashesOf(query: string): TextHashes {
  const known = knownHashes.get(query);
  if (known !== undefined) return known;
  const hashes = { plain: operationHash(query), normalised: hashWithoutLayout(query) };
  knownHashes.set(query, hashes);
  return hashes;
}

function hashWithoutLayout(query: string): string {
  try {
    return operationHash(normaliseOperation(query));
  } catch {
    return '';
  }
}

function hashIn(persistedQuery: unknown): string {
  const isNamed =
    typeof persistedQuery === 'object' && persistedQuery !== null && 'sha256Hash' in persistedQuery;
  return isNamed ? String(persistedQuery.sha256Hash) : '';
}

/** The server would compare the hash with the text, and keep the text: neither is wanted for one of ours. */
function withText(request: GraphqlRequest, query: string): GraphqlRequest {
  const { persistedQuery: _, ...extensions } = request.extensions ?? {};
  return { ...request, query, extensions };
}
