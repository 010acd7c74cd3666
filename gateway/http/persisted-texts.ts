import { boundedCache } from '../federation/bounded-cache.ts';
import type { GraphqlRequest } from './graphql-request.ts';
import { refusal } from './refusal.ts';
import type { RequestContext } from './request-context.ts';

/**
 * Texts that clients name by their hash once they have sent them (`extensions.persistedQuery`), each its own: whether
 * another has sent a text, with somebody's number in it, is nobody's business.
 */
export interface PersistedTexts {
  /** The text of a request. @throws GraphQLError `PERSISTED_QUERY_NOT_FOUND` */
  textOf(request: GraphqlRequest, context: RequestContext): string;
  /** Remembers the text of a request that may be run, where the request names it. */
  remember(request: GraphqlRequest, context: RequestContext): void;
}

/** Characters of texts that are kept. */
const CAPACITY = 4 * 1024 * 1024;

/** Whether a hash is that of the text was checked with the form of the request. */
export function createPersistedTexts(): PersistedTexts {
  const texts = boundedCache<string>(CAPACITY, (name, text) => name.length + text.length);
  return {
    textOf(request, context) {
      const text = request.query ?? texts.get(nameOf(request, context) ?? '');
      // The words that clients look for before they send the text itself.
      if (text === undefined) throw refusal('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
      return text;
    },
    remember(request, context) {
      const name = nameOf(request, context);
      if (name !== undefined && request.query !== undefined) texts.set(name, request.query);
    },
  };
}

/** The hash that a client names a text by, and the client. */
function nameOf({ extensions }: GraphqlRequest, { facts, caller }: RequestContext): string | undefined {
  const named = extensions?.['persistedQuery'];
  if (typeof named !== 'object' || named === null || !('sha256Hash' in named)) return undefined;
  return `${named.sha256Hash} ${facts?.client ?? caller.claims?.client ?? ''}`;
}
