/** One set of specs for both hosts: the fixture `app` is the app's page, wherever it runs. */
import { _electron, test as base, type Browser, chromium, type ConsoleMessage, expect, type Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { electronBinary } from '../../scripts/electron-binary.ts';
import { type FoundBrowser, launchOptions } from './chromium.ts';
import { browserVariable } from './setup.ts';

const root = path.resolve(import.meta.dirname, '../..');

export type HostName = 'loopback' | 'electron';

export interface HostOptions {
  readonly host: HostName;
}

interface AppOptions {
  /** A document to start with. */
  readonly file: string | null;
  /** The content of the AWS config and credentials files the app finds. */
  readonly awsConfig: string;
  readonly awsCredentials: string;
}

interface AppFixtures {
  readonly app: Page;
  /** What the page complained about: errors on its console, exceptions, breaches of its security policy, requests elsewhere. Checked after each test. */
  readonly complaints: string[];
}

export const test = base.extend<AppOptions & AppFixtures, HostOptions & { readonly sharedBrowser: Browser | null }>({
  host: ['loopback', { option: true, scope: 'worker' }],
  file: [null, { option: true }],
  awsConfig: ['', { option: true }],
  awsCredentials: ['', { option: true }],

  sharedBrowser: [
    async ({ host }, use) => {
      const found = process.env[browserVariable];
      const browser =
        host === 'electron' || found === undefined ? null : await chromium.launch(launchOptions(JSON.parse(found) as FoundBrowser));
      await use(browser);
      await browser?.close();
    },
    { scope: 'worker' },
  ],

  complaints: async ({ host: _host }, use) => {
    const complaints: string[] = [];
    await use(complaints);
    expect(complaints).toEqual([]);
  },

  app: async ({ host, sharedBrowser, complaints, file, awsConfig, awsCredentials, colorScheme, viewport }, use, info) => {
    info.skip(host === 'loopback' && sharedBrowser === null, 'No browser starts on this machine.');
    const env = environment(awsConfig, awsCredentials);
    if (host === 'electron') {
      const app = await startElectron(env, file);
      const page = await app.firstWindow();
      watch(page, complaints);
      await use(page);
      await app.close();
      return;
    }
    const served = await startLoopback(env, file);
    const context = await sharedBrowser?.newContext({
      colorScheme,
      viewport,
      reducedMotion: 'reduce',
      baseURL: new URL(served.url).origin,
    });
    const page = await context?.newPage();
    if (page === undefined) throw new Error('the browser gave no page');
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => console.error(`CSP ${event.violatedDirective} ${event.blockedURI}`));
    });
    watch(page, complaints);
    await page.goto(served.url);
    await use(page);
    await context?.close();
    await served.stop();
  },
});

export { expect };

/** A home of its own for the app: no configuration of the machine that runs the tests. */
function environment(awsConfig: string, awsCredentials: string): Record<string, string> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'linkscape-e2e-'));
  mkdirSync(path.join(home, '.aws'));
  if (awsConfig !== '') writeFileSync(path.join(home, '.aws/config'), awsConfig);
  if (awsCredentials !== '') writeFileSync(path.join(home, '.aws/credentials'), awsCredentials);
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('AWS_'),
  );
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    USERPROFILE: home,
    LINKSCAPE_DATA: path.join(home, 'data'),
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

interface Served {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts the built host as a process of its own, as a person does, and reads the link it prints. */
async function startLoopback(env: Record<string, string>, file: string | null): Promise<Served> {
  const args = [path.join(root, 'out/electron/serve.js'), '--no-open', ...(file === null ? [] : [file])];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    void ended.then(() => reject(new Error('the host ended before it printed its link')));
  });
  return {
    url,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

function startElectron(env: Record<string, string>, file: string | null) {
  const packaged = process.env['E2E_ELECTRON_APP'];
  const userData = `--user-data-dir=${env['LINKSCAPE_DATA']}`;
  const files = file === null ? [] : [file];
  // Without a path Playwright loads its own helper into the Electron of node_modules.
  const program = packaged === undefined ? { args: ['.', userData, ...files] } : { executablePath: packaged, args: [userData, ...files] };
  return _electron.launch({ ...program, cwd: root, env, chromiumSandbox: process.getuid?.() !== 0 });
}

/** Whether the specs can run on Electron here as well. */
export function electronIsHere(): boolean {
  return process.env['E2E_ELECTRON_APP'] !== undefined || electronBinary() !== null;
}

function watch(page: Page, complaints: string[]): void {
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    if (!/^(http:\/\/127\.0\.0\.1:|app:\/\/bundle\/|data:|blob:)/.test(request.url())) complaints.push(`request: ${request.url()}`);
  });
}
