import type { FastifyInstance } from 'fastify';
import { createReadiness, type ReadyCheck } from './readiness.ts';

/**
 * `/health/live`: the process runs. `/health/ready`: every check passes (200), or 503 with the reason of each that
 * does not. Neither tells of the schema or of versions.
 */
export function addHealthRoutes(app: FastifyInstance, checks: Readonly<Record<string, ReadyCheck>>): void {
  const readiness = createReadiness(checks);
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_, reply) => {
    const reasons = await readiness();
    if (Object.keys(reasons).length === 0) return { status: 'ready' };
    reply.code(503);
    return { status: 'not ready', reasons };
  });
}
