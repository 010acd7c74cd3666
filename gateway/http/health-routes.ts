import type { FastifyInstance } from 'fastify';
import type { CircuitState } from '../federation/resilience/circuit.ts';
import { createReadiness, type ReadyCheck } from './readiness.ts';
import { comeAgainLater } from '../overload/come-again.ts';

/** Whether each subgraph is asked, by its name. */
export type CircuitStates = () => Readonly<Record<string, CircuitState>>;

/** What the health of a server is told by. */
export interface HealthOptions {
  readonly checks: Readonly<Record<string, ReadyCheck>>;
  readonly circuits: CircuitStates | undefined;
  readonly isStopping: () => boolean;
}

/**
 * `/health/live`: the process runs. `/health/ready`: every check passes (200), or 503 with the reason of each that
 * does not. Neither tells of the schema or of versions.
 */
export function addHealthRoutes(app: FastifyInstance, { checks, circuits, isStopping }: HealthOptions): void {
  const readiness = createReadiness(checks);
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_, reply) => {
    const reasons = isStopping() ? { server: 'is about to stop' } : await readiness();
    const told = circuits && { circuits: circuits() };
    if (Object.keys(reasons).length === 0) return { status: 'ready', ...told };
    reply.code(503).header('retry-after', comeAgainLater);
    return { status: 'not ready', reasons, ...told };
  });
}
