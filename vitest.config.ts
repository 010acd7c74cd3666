import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Tests are loaded by Node itself, as the hub is: Vite's own loader would take the other one of the two builds
// inside the package `graphql`, and its schemas are not those that Apollo's packages know.
// Files share a process, so that the hub is loaded and warm once for each core: whoever stubs something puts it back,
// and whoever starts something stops it.
// The time is for the tests that start processes, on a machine that has other work: it is waited for, never slept.
const config = defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    experimental: { viteModuleRunner: false },
    isolate: false,
    // All that the hub tells of itself in the whole suite is looked through for personal values.
    setupFiles: ['test/observability/whole-suite/setup.ts'],
    globalSetup: ['test/observability/whole-suite/global-setup.ts'],
    // What Node compiled is kept for the processes that tests start.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'build', 'compile-cache') },
    unstubEnvs: true,
    unstubGlobals: true,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000, interval: 20 } },
    // As many as there are cores: much of a test is waiting for a process of its own.
    maxWorkers: '100%',
  },
});
export { config as default };
