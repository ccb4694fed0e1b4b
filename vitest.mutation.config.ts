/** The tests that mutants of the analysis have to survive: those of the analysis itself. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/shared/analysis/{availability,topology,findings}/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 20_000,
  },
});
