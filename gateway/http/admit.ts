import type { IncomingHttpHeaders } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { GraphqlRequest } from './graphql-request.ts';
import type { RequestContext } from './request-context.ts';

/** An operation that arrives in a request whose form is right. */
export interface IncomingOperation {
  readonly headers: IncomingHttpHeaders;
  /**
   * The headers with every occurrence of each: a header that says two things must not be read as one of them. No getter, which
   * would give each object of its own a shape of its own: V8 keeps it, and all that the getter knows, until the next great collection.
   */
  readonly distinctHeaders: () => Readonly<Record<string, readonly string[] | undefined>>;
  readonly graphql: GraphqlRequest;
  readonly context: RequestContext;
}

/** An operation that may be run: its text, and who asks. */
export interface AdmittedOperation {
  readonly graphql: GraphqlRequest;
  readonly context: RequestContext;
  /** Is told that the operation was refused after all, before the answer leaves. Never throws; nobody is told if left out. */
  readonly refused?: (error: GraphQLError) => Promise<void>;
}

/** Decides whether an operation may be run at all. @throws GraphQLError that refuses it */
export type Admit = (incoming: IncomingOperation) => Promise<AdmittedOperation>;

/** Everybody, as who they are until proven: nobody. */
export const admitEverybody: Admit = async ({ graphql, context }) => ({ graphql, context });
