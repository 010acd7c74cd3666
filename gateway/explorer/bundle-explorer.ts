import { fileURLToPath } from 'node:url';
import { readFile } from 'node:fs/promises';
import type { BrowserBundle, BundledFiles } from '../browser-bundle/kept-bundle.ts';

const entries = {
  app: fileURLToPath(new URL('./browser/app.ts', import.meta.url)),
  'editor-worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
  'json-worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  'graphql-worker': 'monaco-graphql/esm/graphql.worker.js',
};

/** GraphiQL, whole, from the installed packages. */
export const explorerBundle: BrowserBundle = {
  name: 'explorer',
  sources: async () =>
    ['./browser/app.ts', './bundle-explorer.ts'].map((file) => new URL(file, import.meta.url)),
  make: bundleExplorer,
};

/**
 * Bundles GraphiQL with its editor and the editor's workers for the browser. Takes about a second.
 * @throws Error when the development dependencies are not installed
 */
async function bundleExplorer(): Promise<BundledFiles> {
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    input: entries,
    platform: 'browser',
    logLevel: 'silent',
    // GraphiQL's own style sheet holds the editor's styles and icons as well.
    moduleTypes: { '.css': 'empty', '.ttf': 'empty' },
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true, entryFileNames: '[name].js' });
  await bundle.close();
  const style = await readFile(fileURLToPath(import.meta.resolve('graphiql/style.css')));
  return new Map([
    ['graphiql.css', style],
    ...output.map(
      (file) => [file.fileName, Buffer.from(file.type === 'chunk' ? file.code : file.source)] as const,
    ),
  ]);
}
