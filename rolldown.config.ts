/** Builds the Node side into `out/electron`: the program's entry points, and the preload script. */
import { builtinModules } from 'node:module';
import { defineConfig } from 'rolldown';

const common = {
  logLevel: 'warn' as const,
  platform: 'node' as const,
  external: ['electron', /^node:/, ...builtinModules],
};

export default defineConfig([
  {
    ...common,
    input: {
      main: 'electron/desktop/main.ts',
      serve: 'electron/loopback/serve.ts',
      cli: 'electron/cli/main.ts',
    },
    // Every file in one folder: modules find the program's files relative to their own.
    output: { dir: 'out/electron', format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', cleanDir: true },
  },
  {
    ...common,
    // A sandboxed preload script cannot be a module and cannot load another file.
    input: { preload: 'electron/desktop/preload.ts' },
    output: { dir: 'out/electron', format: 'cjs', entryFileNames: '[name].cjs' },
  },
]);
