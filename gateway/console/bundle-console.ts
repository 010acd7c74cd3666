import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { filesUnder, type BrowserBundle, type BundledFiles } from '../browser-bundle/kept-bundle.ts';

const browser = new URL('./browser/', import.meta.url);
const operations = new URL('../clients/operations/', import.meta.url);
const styles = ['tokens.css', 'layout.css', 'controls.css', 'views.css'];

/** The console's page: React, from the sources in `browser/`. */
export const consoleBundle: BrowserBundle = {
  name: 'console',
  sources: async () => [
    new URL(import.meta.url),
    ...(await filesUnder(browser)),
    // The page asks what its clients have registered, to the letter.
    ...(await filesUnder(operations)),
  ],
  make: bundleConsole,
};

/**
 * Bundles the console for the browser.
 * @throws Error when the development dependencies are not installed
 */
async function bundleConsole(): Promise<BundledFiles> {
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    input: { app: fileURLToPath(new URL('app.tsx', browser)) },
    platform: 'browser',
    logLevel: 'silent',
    moduleTypes: { '.graphql': 'text' },
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  });
  const { output } = await bundle.generate({
    format: 'esm',
    minify: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  });
  await bundle.close();
  const style = await Promise.all(styles.map((file) => readFile(new URL(`styles/${file}`, browser))));
  return new Map([
    ['console.css', Buffer.concat(style)],
    ...output.map(
      (file) => [file.fileName, Buffer.from(file.type === 'chunk' ? file.code : file.source)] as const,
    ),
  ]);
}
