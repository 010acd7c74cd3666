import { createHash } from 'node:crypto';
import { isRecord } from '../../schema/untrusted-json.ts';
import { checkVariables } from '../limits/check-variables.ts';
import { limitExceeded } from '../limits/limit-exceeded.ts';
import type { Limits } from '../limits/limits.ts';
import { isDocumentTooDeep } from './nesting.ts';
import { refusal } from './refusal.ts';

/** A GraphQL request whose every parameter has the right type. */
export interface GraphqlRequest {
  /** Absent only where `extensions.persistedQuery` names a known text. */
  readonly query?: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/**
 * Checks the parameters of a request (GraphQL over HTTP, "Request Parameters"): null is the same as absent,
 * parameters we do not know are ignored.
 * @throws GraphQLError `BAD_REQUEST`, `OPERATION_TOO_COMPLEX` or `VARIABLES_TOO_LARGE`
 */
export function checkRequest(
  parameters: unknown,
  { operation, variables: most }: Pick<Limits, 'operation' | 'variables'>,
): GraphqlRequest {
  if (Array.isArray(parameters)) {
    throw refusal('BAD_REQUEST', 'Batches are not run: send each operation in a request of its own.');
  }
  if (!isRecord(parameters)) throw refusal('BAD_REQUEST', 'The request must be a JSON object.');
  const query = readString(parameters, 'query');
  // Some clients send an empty name for an operation that has none.
  const operationName = readString(parameters, 'operationName') || undefined;
  const variables = readRecord(parameters, 'variables');
  const extensions = readRecord(parameters, 'extensions');
  checkPersistedQuery(extensions?.['persistedQuery'], query);
  if (query === undefined && !isRecord(extensions?.['persistedQuery'])) {
    throw refusal('BAD_REQUEST', 'The request has no `query`.');
  }
  if (query?.trim() === '') throw refusal('BAD_REQUEST', 'The `query` is empty.');
  if (query !== undefined && isDocumentTooDeep(query, operation.nesting)) {
    throw limitExceeded('nesting', operation.nesting);
  }
  if (variables !== undefined) checkVariables(variables, most);
  return {
    ...(query === undefined ? {} : { query }),
    ...(operationName === undefined ? {} : { operationName }),
    ...(variables === undefined ? {} : { variables }),
    ...(extensions === undefined ? {} : { extensions }),
  };
}

function readString(parameters: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = parameters[name] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw refusal('BAD_REQUEST', `\`${name}\` must be a string.`);
}

function readRecord(
  parameters: Readonly<Record<string, unknown>>,
  name: string,
): Readonly<Record<string, unknown>> | undefined {
  const value = parameters[name] ?? undefined;
  if (value === undefined || isRecord(value)) return value;
  throw refusal('BAD_REQUEST', `\`${name}\` must be a JSON object.`);
}

function checkPersistedQuery(persistedQuery: unknown, query: string | undefined): void {
  if (persistedQuery === undefined || persistedQuery === null) return;
  const { version, sha256Hash } = isRecord(persistedQuery) ? persistedQuery : {};
  if (version !== 1 || typeof sha256Hash !== 'string' || !/^[0-9a-f]{64}$/.test(sha256Hash)) {
    throw refusal(
      'BAD_REQUEST',
      '`extensions.persistedQuery` must be { version: 1, sha256Hash: 64 hex digits }.',
    );
  }
  if (query !== undefined && createHash('sha256').update(query).digest('hex') !== sha256Hash) {
    throw refusal('BAD_REQUEST', '`sha256Hash` is not the SHA-256 of `query`.');
  }
}
