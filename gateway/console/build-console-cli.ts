import { bundleVersion, loadBundle } from '../browser-bundle/kept-bundle.ts';
import { consoleBundle } from './bundle-console.ts';

const version = await bundleVersion(consoleBundle);
const files = await loadBundle(consoleBundle, version);
process.stdout.write(`build/${consoleBundle.name}/${version}: ${files.size} files\n`);
