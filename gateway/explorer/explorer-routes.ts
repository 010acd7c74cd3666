import type { FastifyInstance } from 'fastify';
import { refusal } from '../http/refusal.ts';
import { bundleExplorer } from './bundle-explorer.ts';
import { explorerVersion, loadExplorerFiles, type ExplorerFiles } from './explorer-files.ts';
import { explorerPage, explorerPolicy } from './explorer-page.ts';

/** What the explorer begins with. */
export interface ExplorerOptions {
  readonly query: string;
  /** Headers that its requests have, made anew for each page: a token of the development issuer, a purpose. */
  readonly headers?: () => Promise<Readonly<Record<string, string>>>;
}

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/**
 * The explorer at `/`, for development: GraphiQL, whole, from the installed packages. It is bundled when it is first
 * asked for, so that starting the hub does not wait for it.
 */
export function addExplorerRoutes(app: FastifyInstance, { query, headers }: ExplorerOptions): void {
  let version: Promise<string> | undefined;
  let files: Promise<ExplorerFiles> | undefined;
  app.get('/', async (_, reply) => {
    version ??= explorerVersion();
    const base = `/explorer/${await version.catch(refuseMissing)}/`;
    const page = explorerPage(base, query, (await headers?.()) ?? {});
    return reply
      .headers({ 'content-security-policy': explorerPolicy })
      .type('text/html; charset=utf-8')
      .send(page);
  });
  app.get<{ Params: { version: string; file: string } }>(
    '/explorer/:version/:file',
    async ({ params }, reply) => {
      version ??= explorerVersion();
      files ??= version.then((known) => loadExplorerFiles(known, bundleExplorer));
      const file = params.version === (await version) ? (await files).get(params.file) : undefined;
      if (!file) throw refusal('NOT_FOUND');
      const type = types[params.file.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      // The version is in the path: what is there never changes.
      return reply.header('cache-control', 'public, max-age=31536000, immutable').type(type).send(file);
    },
  );
}

function refuseMissing(): never {
  throw refusal(
    'NOT_FOUND',
    'The explorer is a development dependency and is not installed; run `npm ci` without `--omit=dev`.',
  );
}
