import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';

/**
 * `GET /metrics`, for the Prometheus of the agency's own operator. It asks for no context of a gateway: labels are words
 * of ours out of closed lists, and nothing that is counted is about a person.
 */
export function serveMetrics(server: FastifyInstance, registry: Registry): void {
  server.get('/metrics', async (_, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}
