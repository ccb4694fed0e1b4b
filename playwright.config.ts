/** End-to-end tests: the same specs on the loopback host, and on Electron where its program is here. */
import { defineConfig } from '@playwright/test';
import { electronIsHere, type HostOptions } from './test/e2e/host.ts';

const isCi = (process.env['CI'] ?? '') !== '';

export default defineConfig<object, HostOptions>({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  globalSetup: './test/e2e/setup.ts',
  workers: 2,
  fullyParallel: true,
  forbidOnly: isCi,
  timeout: 30_000,
  reporter: [['list'], ['json', { outputFile: 'reports/playwright.json' }]],
  use: { viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  projects: [
    { name: 'loopback', use: { host: 'loopback' } },
    ...(electronIsHere() ? [{ name: 'electron', use: { host: 'electron' as const } }] : []),
  ],
});
