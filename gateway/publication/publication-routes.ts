import type { FastifyInstance } from 'fastify';
import { asRefusal, refusal } from '../http/refusal.ts';
import type { Publication } from './publication.ts';

/** For everybody, and for a cache: as long as a custodian wants its status lists to be kept. */
const forEverybody = {
  'cache-control': 'public, max-age=300',
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
};

/**
 * `/.well-known/jwks.json`: the public keys of the agencies and of the hub (RFC 7517). `/status/AGENCY/YYYY-MM`: which of the documents
 * that an agency sealed in a month do not hold any more (Token Status List).
 */
export function addPublicationRoutes(app: FastifyInstance, publication: Publication): void {
  app.get('/.well-known/jwks.json', async (_, reply) =>
    reply
      .headers(forEverybody)
      .type('application/jwk-set+json')
      .send(await publication.keys()),
  );
  app.get<{ Params: { agency: string; month: string } }>(
    '/status/:agency/:month',
    async ({ params }, reply) => {
      const list = await publication.statusList(params.agency, params.month).catch((error: unknown) => {
        throw asRefusal(error) ?? refusal('SOURCE_UNAVAILABLE');
      });
      if (list === undefined) throw refusal('NOT_FOUND');
      return reply.headers(forEverybody).type('application/statuslist+jwt').send(list);
    },
  );
}
