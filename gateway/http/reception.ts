import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { BodyRefused } from '../../subgraphs/kit/http/body-refused.ts';
import { readBody } from '../../subgraphs/kit/http/read-body.ts';
import { isForwarded, senderAddress } from '../../subgraphs/kit/http/sender-address.ts';
import { createSharedRoom } from '../../subgraphs/kit/http/shared-room.ts';
import { limitExceeded } from '../limits/limit-exceeded.ts';
import { defaultLimits, type Limits } from '../limits/limits.ts';
import { negotiateAnswer } from './answer-format.ts';
import { writeRefusal, type Answer } from './answer.ts';
import type { FaultListener } from './operation-server.ts';
import { asRefusal, refusal } from './refusal.ts';
import { readContext, type RequestContext } from './request-context.ts';

/** A request that has come, whichever way it takes through the server. */
export interface ArrivedRequest {
  readonly raw: IncomingMessage;
  readonly method: string;
  /** Path and search. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Bytes, where it has a body that has been read. */
  readonly body?: unknown;
  readonly hubContext: RequestContext;
}

/** Whoever watches requests come and answers leave. */
export interface RequestWatch {
  /** The context of a request that has come, with what is noted of it on its way. */
  readonly begin?: (context: RequestContext) => RequestContext;
  /**
   * @param route as it was registered
   * @param status of the answer; 499 where the caller left before its end
   * @param seconds from the head of the request to the end of the answer, or to the caller's leaving
   */
  readonly answered?: (route: string, status: number, seconds: number, context: RequestContext) => void;
}

/** How requests are met, and what is said where one fails: the same on every way through the server. */
export interface Reception {
  begin(headers: IncomingHttpHeaders, method: string): RequestContext;
  /** Tells of a request that begins once it is over, whether its answer left whole or its caller did not wait for that. */
  follow(response: ServerResponse, route: string, context: RequestContext): void;
  /** Tells of an answer that no request could be followed to. Arguments as of `RequestWatch.answered`. */
  tell(route: string, status: number, seconds: number, context: RequestContext): void;
  /**
   * Reads a body.
   *
   * @param most bytes that it may have; with those of all others being read, `limits.load.bodyBytes`
   * @param sender who it is known to be from: such bodies have a room of their own, which no stranger fills; all others are
   * those of their address
   * @throws BodyRefused which `refuse` tells
   */
  readBody(request: IncomingMessage, most: number, sender?: string): Promise<Buffer>;
  /** The machine that sends a request: see `senderAddress`. */
  addressOf(request: IncomingMessage): string;
  /** Whether a proxy sends it for somebody: see `isForwarded`. */
  isForwarded(request: IncomingMessage): boolean;
  /**
   * The answer to a request that was refused, or that failed by a fault of our own, which is told.
   *
   * @param bodyLimit bytes that its body may have
   */
  refuse(
    error: unknown,
    request: Pick<ArrivedRequest, 'headers' | 'hubContext'>,
    bodyLimit: number | undefined,
  ): Answer;
  /** Whether the server is about to end: what comes is answered, and each connection closed after that. */
  isStopping(): boolean;
}

/** What nginx writes of a caller who closed the connection: HTTP knows no status for an answer that nobody reads. */
const callerLeft = 499;

/**
 * Meets requests.
 *
 * @param isStopping whether the server is about to end
 * @param isProxy whether an address is that of a proxy, which is believed where it says from whom it has a request
 */
export function createReception(
  { time, load }: Pick<Limits, 'time' | 'load'>,
  onFault: FaultListener,
  { begin = (context) => context, answered = () => {} }: RequestWatch = {},
  isStopping: () => boolean = () => false,
  isProxy: (address: string) => boolean = () => false,
): Reception {
  const [room, roomOfProven] = [createSharedRoom(load.bodyBytes), createSharedRoom(load.bodyBytes)];
  const addressOf = (request: IncomingMessage) => senderAddress(request, isProxy);
  return {
    begin: (headers, method) => begin(readContext(headers, method, performance.now() + time.request)),
    follow(response, route, context) {
      const began = performance.now();
      let status = callerLeft;
      response.on('finish', () => (status = response.statusCode));
      response.on('close', () => {
        answered(route, status, (performance.now() - began) / 1_000, context);
      });
    },
    tell: answered,
    readBody: (request, most, sender) =>
      sender === undefined
        ? readBody(request, most, room, addressOf(request))
        : readBody(request, most, roomOfProven, sender),
    addressOf,
    isForwarded: (request) => isForwarded(request, isProxy),
    refuse(error, { headers, hubContext }, bodyLimit) {
      const refused = asRefusal(error) ?? asTransportRefusal(error, bodyLimit);
      if (!refused) onFault(error instanceof Error ? error : new Error('not an Error'), hubContext.requestId);
      return writeRefusal(refused, negotiateAnswer(headers.accept), hubContext.language);
    },
    isStopping,
  };
}

/** Made once: it is answered where there is too much to do. */
const noRoom = refusal(
  'OVERLOADED',
  'More is being received at once than there is room for, and this body had more than its share. Send it again when `retry-after` says, or less at once.',
  { 'retry-after': '1' },
);

/** What is refused while a request is read, by Fastify or by the reader of bodies. @param bodyLimit bytes that its body may have */
export function asTransportRefusal(
  error: unknown,
  bodyLimit: number | undefined,
): ReturnType<typeof refusal> | undefined {
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  if (error instanceof BodyRefused && status === 503) return noRoom;
  if (status === 413) return limitExceeded('bodyBytes', bodyLimit ?? defaultLimits.request.bodyBytes);
  if (status === 415) return refusal('UNSUPPORTED_MEDIA_TYPE');
  return typeof status === 'number' && status >= 400 && status < 500 ? refusal('BAD_REQUEST') : undefined;
}
