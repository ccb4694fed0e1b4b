/** The bench page, built as the app is built and served from 127.0.0.1. */
import react from '@vitejs/plugin-react';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, preview } from 'vite';
import type { Diagram } from '#shared/diagram/diagram.ts';

export interface Site {
  readonly url: string;
  readonly close: () => Promise<void>;
}

export async function servePage(diagram: Diagram): Promise<Site> {
  const outDir = await mkdtemp(path.join(tmpdir(), 'linkscape-render-'));
  const root = path.join(import.meta.dirname, 'render-page');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    base: './',
    build: { outDir, emptyOutDir: true, target: 'esnext', chunkSizeWarningLimit: 4000 },
  });
  await writeFile(path.join(outDir, 'diagram.json'), JSON.stringify(diagram));
  const server = await preview({ root, configFile: false, logLevel: 'error', build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  const url = server.resolvedUrls?.local[0] ?? '';
  return {
    url,
    close: async () => {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
