/** Builds the Node side into `out/electron`: the program's entry points, and the preload script. */
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig, type InputOptions, type Plugin } from 'rolldown';
import { fontNames } from './electron/render/fonts.ts';

const common: InputOptions = {
  platform: 'node',
  logLevel: 'warn',
  // The SDK's modules lose what is not used of them; its CommonJS files would be kept whole.
  resolve: { mainFields: ['module', 'main'] },
  // The last three hold native code or read files of their own, so they stay packages.
  external: ['electron', /^node:/, ...builtinModules, '@duckdb/node-api', '@resvg/resvg-js', 'pdfkit'],
  // Left as a warning, an import that cannot be found would fail only when the program runs.
  onLog: (level, log, handle) => handle(log.code === 'UNRESOLVED_IMPORT' ? 'error' : level, log),
};

/** PDF and PNG are drawn with these; the program finds them beside itself. */
const fonts: Plugin = {
  name: 'fonts',
  generateBundle() {
    for (const { packageName, name } of fontNames()) {
      const file = fileURLToPath(import.meta.resolve(`${packageName}/files/${name}`));
      this.emitFile({ type: 'asset', fileName: `fonts/${name}`, source: readFileSync(file) });
    }
  },
};

export default defineConfig([
  {
    ...common,
    plugins: [fonts],
    input: {
      main: 'electron/desktop/main.ts',
      serve: 'electron/loopback/serve.ts',
      cli: 'electron/cli/main.ts',
      // The worker that reads flow logs, found beside the program by its name.
      'flow-logs': 'electron/imports/flow-logs/worker.ts',
      'scan-worker': 'electron/services/scan-worker.ts',
    },
    output: {
      dir: 'out/electron',
      format: 'esm',
      // Every file in one folder: modules find the program's files relative to their own.
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash].js',
      cleanDir: true,
      // Small to load; the names of functions stay, for the stacks in a log.
      minify: true,
      keepNames: true,
    },
  },
  {
    ...common,
    // A sandboxed preload script cannot be a module and cannot load another file.
    input: { preload: 'electron/desktop/preload.ts' },
    output: { dir: 'out/electron', format: 'cjs', entryFileNames: '[name].cjs' },
  },
]);
