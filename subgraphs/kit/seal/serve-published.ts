import type { FastifyInstance } from 'fastify';
import type { Sealing } from './open-sealing.ts';

/**
 * Serves what whoever verifies a seal needs: the public keys and the signed status lists. It is for everybody, as the
 * hub publishes it, so it asks for no context of a gateway.
 */
export function servePublished(
  server: FastifyInstance,
  { keys, statuses }: Pick<Sealing, 'keys' | 'statuses'>,
): void {
  server.get('/.well-known/jwks.json', () => ({ keys: keys().keys }));
  server.get<{ Params: { month: string } }>('/status/:month', async ({ params }, reply) => {
    const token = await statuses?.list(params.month);
    return token === undefined
      ? reply.code(404).send({ errors: [{ message: 'There is no such status list.' }] })
      : reply.type('application/statuslist+jwt').send(token);
  });
}
