import type { FastifyInstance, FastifyRequest } from 'fastify';
import { serveBundle } from '../browser-bundle/serve-bundle.ts';
import type { Answer } from '../http/answer.ts';
import { refusal } from '../http/refusal.ts';
import { send } from '../http/transport.ts';
import { consoleBundle } from './bundle-console.ts';
import { consolePage } from './console-page.ts';
import { addSessionRoutes, type SignInOptions } from './session/session-routes.ts';

/** How the console is served. */
export type ConsoleOptions = SignInOptions;

/** Answers a request to `/graphql`, in the name of whoever bears the token. */
export type AnswerAs = (request: FastifyRequest, token: string) => Promise<Answer>;

const missing = 'The console has not been built here; run `npm run build:console` where the sources are.';

/**
 * The console at `/console/`: a page, its files, its session, and one way to the graph. That way is `/graphql` itself
 * with the token of whoever is signed in: the same door, the same decision, the same record.
 */
export function addConsoleRoutes(app: FastifyInstance, options: ConsoleOptions, answerAs: AnswerAs): void {
  const sessions = addSessionRoutes(app, options);
  const bundle = serveBundle(app, '/console/files', consoleBundle, missing);
  app.post('/console/graphql', async (request, reply) =>
    send(reply, await answerAs(request, await sessions.tokenOf(request))),
  );
  app.get('/console', async (_, reply) => reply.redirect('/console/', 308));
  app.get<{ Params: { '*': string } }>('/console/*', async ({ params }, reply) => {
    // The views are paths that the page itself reads; what looks like a file is none of them.
    if (!/^[a-z/-]*$/.test(params['*'])) throw refusal('NOT_FOUND');
    const { html, policy } = consolePage(await bundle.base());
    return reply.headers({ 'content-security-policy': policy }).type('text/html; charset=utf-8').send(html);
  });
}
