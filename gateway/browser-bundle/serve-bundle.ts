import type { FastifyInstance, FastifyReply } from 'fastify';
import { refusal } from '../http/refusal.ts';
import { bundleVersion, loadBundle, type BrowserBundle } from './kept-bundle.ts';

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/** Where the files of a bundle are, once it is served. */
export interface ServedBundle {
  /** Path under which its files are, with a slash at the end. */
  base(): Promise<string>;
}

/**
 * Serves the files of a bundle under a path. It is made when it is first asked for, so that starting the hub does not
 * wait for it.
 *
 * @param path begins with a slash and ends without one
 * @param missing what to do where the bundle is not there and cannot be made
 */
export function serveBundle(
  app: FastifyInstance,
  path: string,
  bundle: BrowserBundle,
  missing: string,
): ServedBundle {
  let version: Promise<string> | undefined;
  let files: ReturnType<typeof loadBundle> | undefined;
  const versionOf = () => (version ??= bundleVersion(bundle));
  const load = () =>
    (files ??= versionOf().then((known) => loadBundle(bundle, known))).catch((error: unknown) => {
      files = undefined;
      if (isNotInstalled(error)) throw refusal('NOT_FOUND', missing);
      throw error;
    });
  app.get<{ Params: { version: string; file: string } }>(
    `${path}/:version/:file`,
    async ({ params }, reply): Promise<FastifyReply> => {
      const file = params.version === (await versionOf()) ? (await load()).get(params.file) : undefined;
      if (!file) throw refusal('NOT_FOUND');
      const type = types[params.file.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      // The version is in the path: what is there never changes.
      return reply.header('cache-control', 'public, max-age=31536000, immutable').type(type).send(file);
    },
  );
  return {
    async base() {
      await load();
      return `${path}/${await versionOf()}/`;
    },
  };
}

function isNotInstalled(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
}
