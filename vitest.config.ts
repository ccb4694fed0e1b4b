import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**', 'test/bench/**', 'node_modules/**'],
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 30_000,
    // Both cores of a small machine: the default leaves one idle.
    maxWorkers: '100%',
    // Two hundred files load the same modules: once for each worker instead of once for each file, a third of the whole run.
    isolate: false,
  },
});
