import { isRecord } from '../../../schema/untrusted-json.ts';

/**
 * Whether a GraphQL request may change something. The word stands in every operation that does, as it is: names and
 * keywords have no escapes. Where it stands for something else the request is taken for more than it is.
 */
export function changesSomething(body: unknown): boolean {
  const query = isRecord(body) ? body['query'] : undefined;
  return typeof query === 'string' && query.includes('mutation');
}
