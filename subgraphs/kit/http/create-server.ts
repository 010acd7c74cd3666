import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { arrivesWithin } from './arrives-within.ts';
import { boundUnsent } from './bound-unsent.ts';
import { closeInTurn } from './close-in-turn.ts';
import { guardConnections, type ConnectionBounds } from './guard-connections.ts';
import { doubtIn } from './doubt-in.ts';
import { isProven } from './proven-requests.ts';
import { readBody } from './read-body.ts';
import { refuseUnreadable } from './refuse-unreadable.ts';
import { senderAddress } from './sender-address.ts';
import { createSharedRoom } from './shared-room.ts';

/** What an agency's server takes on of requests whose sender is not known yet. */
export interface ServerBounds extends ConnectionBounds {
  /** Milliseconds for a request to arrive; as long as the gateway waits for what it sends at the longest. */
  readonly arrival: number;
  /** Bytes of one body, where its route says nothing else. */
  readonly bodyBytes: number;
  /** Bytes of all bodies of the hub that are being read, and as many again of anybody else's. */
  readonly allBodies: number;
  /** Bytes of all answers to anybody but the hub that have not left. */
  readonly allUnsent: number;
}

const mebibyte = 1024 * 1024;

/** What holds in every agency. */
export const serverBounds: ServerBounds = {
  arrival: 60_000,
  departure: 60_000,
  connections: 4_096,
  bodyBytes: 4 * mebibyte,
  allBodies: 64 * mebibyte,
  allUnsent: 64 * mebibyte,
};

/** Milliseconds for which a connection is kept after an answer; the hub leaves before (`read-head.ts` of its client). */
const keptAfterAnswer = 10_000;

/** Bytes; a context names each employee whom a fetch is about, and a page can hold a thousand. */
const largestHead = 64 * 1024;

/**
 * The HTTP server of an agency without routes: gives them bodies as bytes.
 *
 * @param isOfHub whether the head of a request shows that the hub sends it: what others send takes none of its room
 */
export function createServer(
  bounds: ServerBounds = serverBounds,
  isOfHub: (headers: IncomingHttpHeaders) => boolean = () => false,
): FastifyInstance {
  const { arrival, bodyBytes, allBodies, allUnsent } = bounds;
  const { requestTimeout, http } = arrivesWithin(arrival);
  const server = fastify({
    bodyLimit: bodyBytes,
    requestTimeout,
    keepAliveTimeout: keptAfterAnswer,
    clientErrorHandler: closeInTurn(refuseUnreadable),
    forceCloseConnections: 'idle',
    // What crosses a stop is answered: a 503 would count against all processes of the agency, and is not asked again.
    return503OnClosing: false,
    // `refuseDoubtful` answers it as everything else is answered.
    http: { ...http, maxHeaderSize: largestHead, requireHostHeader: false },
  });
  guardConnections(server.server, bounds, refuseUnreadable);
  refuseDoubtful(server);
  closeOnceAnswered(server);
  const [room, roomOfHub] = [createSharedRoom(allBodies), createSharedRoom(allBodies)];
  // Who asks an agency comes through no proxy that it knows.
  const addressOf = (request: IncomingMessage) => senderAddress(request, () => false);
  // The hub bounds what it asks for itself. An answer of its that is cut off may be of something that is changed, and counts against the agency.
  const strangerIn = (request: IncomingMessage) => (isProven(request) ? undefined : addressOf(request));
  server.server.prependListener('request', boundUnsent(createSharedRoom(allUnsent), strangerIn));
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    ['application/json', 'application/x-www-form-urlencoded'],
    ({ routeOptions }: FastifyRequest, payload: IncomingMessage) =>
      readBody(
        payload,
        routeOptions.bodyLimit,
        isOfHub(payload.headers) ? roomOfHub : room,
        addressOf(payload),
      ),
  );
  return server;
}

/** Refuses what others on the way may read otherwise than we, and closes the connection. */
function refuseDoubtful(server: FastifyInstance): void {
  server.addHook('onRequest', ({ raw }, reply, done) => {
    const reason = doubtIn(raw);
    if (reason === undefined) {
      done();
      return;
    }
    reply.header('connection', 'close');
    done(Object.assign(new Error(reason), { statusCode: 400 }));
  });
}

/** While the server stops, each answer closes its connection: kept open for further requests, it would hold up the end. */
function closeOnceAnswered(server: FastifyInstance): void {
  let isStopping = false;
  server.addHook('preClose', (done) => {
    isStopping = true;
    done();
  });
  server.addHook('onSend', (_, reply, payload, done) => {
    if (isStopping) reply.header('connection', 'close');
    done(null, payload);
  });
}
