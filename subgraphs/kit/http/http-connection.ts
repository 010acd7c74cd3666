import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * A connection as Node's HTTP server keeps it. Node describes none of this, and has no other way to be stopped between two
 * requests that came together: one read holds thousands of heads, and each was begun before the first was answered.
 */
export interface HttpConnection extends Socket {
  /** Reads its requests; null once it reads no more. */
  readonly parser: RequestParser | null;
}

interface RequestParser {
  /** The request that is being read, or was read last. */
  readonly incoming: IncomingMessage | null;
  /**
   * Takes a request whose head was read.
   *
   * @returns 0, or -1 to read nothing more on this connection: a `clientError`, but for what is to be upgraded
   */
  onIncoming(request: ParsedRequest, isKept: boolean): number;
}

/** A request as the parser hands it on. */
export interface ParsedRequest extends IncomingMessage {
  /** Whether the connection is to be taken away from HTTP for it. */
  upgrade: boolean;
}

/** The code of the `clientError` where nothing more was to be read. */
export const readNoFurther = 'HPE_CB_HEADERS_COMPLETE';

/** The answer that is due on a connection: until all of it was given to the system. */
export function answerDue(socket: Socket): ServerResponse | undefined {
  return (socket as Socket & { readonly _httpMessage?: ServerResponse | null })._httpMessage ?? undefined;
}
