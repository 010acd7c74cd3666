import { boundedCache } from '../federation/bounded-cache.ts';
import type { GraphqlRequest } from './graphql-request.ts';
import { refusal } from './refusal.ts';

/** Texts that clients name by their hash once they have sent them (`extensions.persistedQuery`). */
export interface PersistedTexts {
  /** The text of a request. @throws GraphQLError `PERSISTED_QUERY_NOT_FOUND` */
  textOf(request: GraphqlRequest): string;
  /** Remembers the text of a request that may be run, where the request names it. */
  remember(request: GraphqlRequest): void;
}

/** Characters of texts that are kept. */
const CAPACITY = 4 * 1024 * 1024;

/** Whether a hash is that of the text was checked with the form of the request. */
export function createPersistedTexts(): PersistedTexts {
  const texts = boundedCache<string>(CAPACITY, (hash, text) => hash.length + text.length);
  return {
    textOf({ query, extensions }) {
      const text = query ?? texts.get(hashIn(extensions) ?? '');
      // The words that clients look for before they send the text itself.
      if (text === undefined) throw refusal('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
      return text;
    },
    remember({ query, extensions }) {
      const hash = hashIn(extensions);
      if (hash !== undefined && query !== undefined) texts.set(hash, query);
    },
  };
}

function hashIn(extensions: GraphqlRequest['extensions']): string | undefined {
  const named = extensions?.['persistedQuery'];
  if (typeof named !== 'object' || named === null || !('sha256Hash' in named)) return undefined;
  return String(named.sha256Hash);
}
