import { defineConfig } from 'vitest/config';

// Tests are loaded by Node itself, as the hub is: Vite's own loader would take the other one of the two builds
// inside the package `graphql`, and its schemas are not those that Apollo's packages know.
const config = defineConfig({
  test: { include: ['test/**/*.test.ts'], experimental: { viteModuleRunner: false } },
});
export { config as default };
