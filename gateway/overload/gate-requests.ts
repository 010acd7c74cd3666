import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { errorCodes } from '../../schema/error-codes.ts';
import type { ArrivedRequest, Reception } from '../http/reception.ts';
import type { LoadLimits } from '../limits/limits.ts';
import type { ArrivalPlace } from './arrivals.ts';
import { createGate, type LoadState } from './gate.ts';
import { holdConnections } from './hold-connections.ts';
import { rememberFlows, unknownFlow } from './known-flows.ts';
import { offerRoom } from './offer-room.ts';
import { rememberRefusedStrangers } from './refused-strangers.ts';
import { rememberRows } from './rows-of-machines.ts';
import { sendAwayEarly } from './send-away.ts';
import { watchEventLoop } from './watch-event-loop.ts';

/** What the gate looks at. */
type GatedRequest = Pick<ArrivedRequest, 'raw' | 'headers' | 'hubContext'>;

/** How busy a gateway is, with its connections. */
export interface FrontState extends LoadState {
  /** Connections that are not read for a moment. */
  readonly held: number;
}

/** The gate as the routes of a server go through it. */
export interface RequestGate {
  /**
   * Runs the work for a request when it is its turn.
   *
   * @param authorization what proves whose it is, where that is not the request's own header
   * @throws GraphQLError `OVERLOADED` (503)
   */
  run<Result>(request: GatedRequest, work: () => Promise<Result>, authorization?: string): Promise<Result>;
  /**
   * Remembers whose requests they are that show what this one shows.
   *
   * @param client that was proven; nothing is remembered where nobody was
   * @param authorization as for `run`
   */
  learn(request: GatedRequest, client: string | undefined, authorization?: string): void;
  state(): FrontState;
}

/**
 * Paths whose requests show in a header whose they are, and can be sent away before anything is read; the console's are known
 * by their session, in `run`. Health, metrics and keys must be there above all when there is too much to do. Routes are found by
 * whole addresses too (RFC 9112, 3.2.2), and by percent signs for letters, which no path needs that begins otherwise.
 */
const gated = /^(?:https?:\/\/[^/]*)?\/(?:graphql|intake\/|[^/?]*%)/i;

/** Status of the answer to whoever is sent away. */
const overloaded = errorCodes.OVERLOADED.status;

/** What is known of a request before it is read. */
interface Known {
  readonly arrival: ArrivalPlace;
  readonly flow: string;
  /** The same, or whose it was found to be. */
  provenFlow: string;
}

/** Puts a gate in front of the routes of an app that go through it, until the app ends. */
export function gateRequests(
  app: FastifyInstance,
  limits: LoadLimits,
  { isForwarded, isStopping }: Pick<Reception, 'isForwarded' | 'isStopping'>,
): RequestGate {
  const gate = createGate(limits);
  const flows = rememberFlows();
  const rows = rememberRows();
  const strangers = rememberRefusedStrangers();
  const held = holdConnections(limits);
  const room = offerRoom(gate, held);
  /** Whether a connection is its client's alone, and may be held. */
  const mayBeHeld = (flow: string, request: IncomingMessage) =>
    !isStopping() && rows.isOnly(request.socket, flow) && !isForwarded(request);
  /** Whether whoever is sent away is behind the overload. */
  const isBehind = (flow: string, { socket }: IncomingMessage) =>
    (gate.isBehindOverload(flow) || held.isHeld(flow)) &&
    (flow !== unknownFlow || strangers.comesTooSoon(socket));
  const stop = watchEventLoop((delay) => {
    gate.observe(delay);
    held.release(isStopping());
    room.offer();
  });
  app.addHook('onClose', async () => stop());
  const arrivals = new WeakMap<IncomingMessage, Known>();
  sendAwayEarly(
    app.server,
    (request, response) => {
      const { url = '', headers, socket } = request;
      if (!gated.test(url)) return false;
      const flow = flows.flowOf(headers.authorization);
      const arrival = room.takeUp(socket, flow) ?? gate.arrive(flow);
      if (!arrival) {
        if (flow !== unknownFlow) rows.see(socket, flow);
        if (isBehind(flow, request) && mayBeHeld(flow, request))
          response.on('close', () => held.hold(flow, request));
        return true;
      }
      const known: Known = { arrival, flow, provenFlow: flow };
      arrivals.set(request, known);
      response.on('close', () => {
        const { provenFlow } = known;
        gate.leave(arrival);
        // Who is sent away before it was proven whose it is, tells nothing of that.
        if (provenFlow !== unknownFlow || response.statusCode !== overloaded) rows.see(socket, provenFlow);
        // Before this connection is held: whoever it is of has not had the time to send the next.
        room.offer();
        // What comes next would be before what its client has sent on the others.
        if (provenFlow !== unknownFlow && held.isHeld(provenFlow) && mayBeHeld(provenFlow, request))
          held.hold(provenFlow, request);
        // Left to the collector, a table of thousands that are long answered would be gone through in each of its rounds.
        arrivals.delete(request);
      });
      return false;
    },
    isStopping,
  );
  return {
    run(request, work, authorization) {
      const known = arrivals.get(request.raw);
      const isOwn = known !== undefined && authorization === undefined;
      const flow = isOwn ? known.flow : flows.flowOf(authorization ?? request.headers.authorization);
      return gate.run(
        {
          flow,
          arrival: known?.arrival,
          until: request.hubContext.until,
          isGone: () => request.raw.socket.destroyed,
        },
        work,
      );
    },
    learn(request, client, authorization) {
      const proof = authorization ?? request.headers.authorization;
      if (client === undefined || proof === undefined) return;
      const known = arrivals.get(request.raw);
      const flow = flows.of(client);
      if (known && authorization === undefined) known.provenFlow = flow;
      if (known?.flow !== flow || authorization !== undefined) flows.learn(proof, client);
    },
    state: () => ({ ...gate.state(), held: held.size() }),
  };
}
