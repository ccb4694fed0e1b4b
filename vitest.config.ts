import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { suites } from './test/suites.ts';

export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['test/setup.ts'],
    // What a machine that is busy with other things may take; on a quiet one no test takes more than a few seconds.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000, interval: 10 } },
    // Two hundred files load the same modules: once for each worker instead of once for each file, a third of the whole run.
    isolate: false,
    projects: suites.map(({ name, include, exclude }, order) => ({
      extends: true,
      test: {
        name,
        include: [...include],
        exclude: [...exclude, 'node_modules/**'],
        sequence: { groupOrder: order },
        // The default leaves a core idle; tests of scans and deadlines wait more than they compute.
        maxWorkers: availableParallelism() + (name === 'integration' ? 1 : 0),
      },
    })),
  },
});
