import type { FastifyInstance } from 'fastify';
import type { GatewayMetrics } from './gateway-metrics.ts';

/** `/metrics`, for Prometheus. */
export function addMetricsRoute(app: FastifyInstance, { read }: Pick<GatewayMetrics, 'read'>): void {
  app.get('/metrics', async (_, reply) => {
    const { contentType, text } = await read();
    return reply.type(contentType).send(text);
  });
}
