import type { FastifyInstance } from 'fastify';
import { serveBundle } from '../browser-bundle/serve-bundle.ts';
import { explorerBundle } from './bundle-explorer.ts';
import { explorerPage, explorerPolicy } from './explorer-page.ts';

/** What the explorer begins with. */
export interface ExplorerOptions {
  readonly query: string;
  /** Headers that its requests have, made anew for each page: a token of the development issuer, a purpose. */
  readonly headers?: () => Promise<Readonly<Record<string, string>>>;
}

const missing =
  'The explorer is a development dependency and is not installed; run `npm ci` without `--omit=dev`.';

/** The explorer at `/`, for development. */
export function addExplorerRoutes(app: FastifyInstance, { query, headers }: ExplorerOptions): void {
  const bundle = serveBundle(app, '/explorer', explorerBundle, missing);
  app.get('/', async (_, reply) => {
    const page = explorerPage(await bundle.base(), query, (await headers?.()) ?? {});
    return reply
      .headers({ 'content-security-policy': explorerPolicy })
      .type('text/html; charset=utf-8')
      .send(page);
  });
}
