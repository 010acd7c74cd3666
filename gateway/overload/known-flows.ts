import { sha256 } from '../../schema/sha256.ts';
import { boundedCache } from '../federation/bounded-cache.ts';

/** Whose requests are, by the header that proves it: known before it is proven anew. */
export interface KnownFlows {
  flowOf(authorization: string | undefined): string;
  /** The flow of whom a header has proven. */
  of(client: string): string;
  /** Remembers whom a header has proven. */
  learn(authorization: string, client: string): void;
}

/** Characters of digests that are kept, each of 43: about 24,000 tokens. */
const CAPACITY = 1024 * 1024;

/** Whoever shows nothing, or nothing that was proven before, waits in one row with all others of whom that is true. */
export const unknownFlow = 'unknown';

/** Keeps digests, never tokens. What stands in a token is not believed before it was proven: else anybody could fill another's row. */
export function rememberFlows(): KnownFlows {
  const known = boundedCache<string>(CAPACITY);
  return {
    flowOf: (authorization) =>
      (authorization === undefined ? undefined : known.get(sha256(authorization))) ?? unknownFlow,
    of: flowOfClient,
    learn: (authorization, client) => known.set(sha256(authorization), flowOfClient(client)),
  };
}

function flowOfClient(client: string): string {
  return `client ${client}`;
}
