import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**', 'test/bench/**', 'node_modules/**'],
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['test/setup.ts'],
    // What a machine that is busy with other things may take; on a quiet one no test takes more than a few seconds.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000, interval: 10 } },
    // The default leaves a core idle; tests of scans and deadlines wait more than they compute.
    maxWorkers: availableParallelism() + 1,
    // Two hundred files load the same modules: once for each worker instead of once for each file, a third of the whole run.
    isolate: false,
  },
});
