import type { FastifyInstance } from 'fastify';
import type { GatewayMetrics } from './gateway-metrics.ts';
import { shareRead } from './share-read.ts';

/** `/metrics`, for Prometheus. Nobody is asked who they are: however many read at once, it is read once. */
export function addMetricsRoute(app: FastifyInstance, metrics: Pick<GatewayMetrics, 'read'>): void {
  const read = shareRead(() => metrics.read());
  app.get('/metrics', async (_, reply) => {
    const { contentType, text } = await read();
    return reply.type(contentType).send(text);
  });
}
