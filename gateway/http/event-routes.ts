import type { FastifyInstance } from 'fastify';
import type { JSONWebKeySet } from 'jose';
import { EventRefused } from '../../subgraphs/kit/events/event-message.ts';
import type { WebhookRelay } from '../webhooks/webhook-relay.ts';
import { refusal } from './refusal.ts';

/** The relay of events to clients' own systems, and the public keys by which they know what the hub sent. */
export interface ServedEvents {
  readonly relay: Pick<WebhookRelay, 'receive'>;
  readonly keys: JSONWebKeySet;
}

/** Takes the agencies' events at `/events`, and tells clients the keys of the hub. */
export function addEventRoutes(app: FastifyInstance, { relay, keys }: ServedEvents): void {
  app.post('/events', async ({ headers, body }, reply) => {
    try {
      await relay.receive(headers, body instanceof Uint8Array ? body : new Uint8Array());
    } catch (error) {
      throw error instanceof EventRefused ? refusal(error.code, error.message) : error;
    }
    return reply.code(204).send();
  });
  app.get('/.well-known/webhook-jwks.json', async () => keys);
}
