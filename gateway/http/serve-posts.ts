import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';
import type { ArrivedRequest, Reception } from './reception.ts';
import type { RequestContext } from './request-context.ts';
import { responseHeaders } from './response-headers.ts';
import type { Taker } from './take-early.ts';

/** A route that is served without the framework. */
export interface PostRoute {
  /** Path, as callers write it. In any other spelling the framework takes the request. */
  readonly path: string;
  /** Bytes that a body may have. */
  readonly bodyBytes: number;
  readonly reception: Reception;
  /** What it throws is told as `reception` tells it. */
  readonly answer: (request: ArrivedRequest) => Promise<Answer>;
}

/** Answers of at most so many bytes are written in one piece with their head. */
const smallBody = 16_384;

/**
 * Serves the POSTs to one path on Node's own HTTP server. To choose among routes, parsers and hooks costs a framework
 * half as much as everything else that is done here for a small request, and for this path there is nothing to choose.
 */
export function servePosts({ path, bodyBytes, reception, answer }: PostRoute): Taker {
  async function serve(arrived: ArrivedRequest, response: ServerResponse): Promise<void> {
    const { raw, hubContext } = arrived;
    let isRead = false;
    let told: Answer;
    try {
      const body = await reception.readBody(raw, bodyBytes);
      isRead = true;
      told = await answer({ ...arrived, body });
    } catch (error) {
      told = reception.refuse(error, arrived, bodyBytes);
    }
    // What is left of a body would be in the way of the next request.
    writeAnswer(response, told, hubContext, !isRead || reception.isStopping());
  }

  return (raw, response) => {
    const { method = '', url = '', headers } = raw;
    if (method !== 'POST' || !(url === path || url.startsWith(`${path}?`))) return false;
    const hubContext = reception.begin(headers, method);
    reception.follow(response, path, hubContext);
    void serve({ raw, method, url, headers, hubContext }, response);
    return true;
  };
}

/** Writes an answer on Node's own response. @param isLast whether the connection is closed after it */
export function writeAnswer(
  response: ServerResponse,
  { status, headers, body }: Answer,
  context: RequestContext,
  isLast: boolean,
): void {
  const length = Buffer.byteLength(body);
  response.writeHead(status, {
    ...responseHeaders(context),
    ...headers,
    'content-length': length,
    ...(isLast && { connection: 'close' }),
  });
  // Node puts a text, but no bytes, into the same buffer as the head: one piece for the system instead of two.
  if (typeof body === 'string') response.end(body);
  else if (length <= smallBody) response.end(body.toString('latin1'), 'latin1');
  else response.end(body);
}
