/** Finds a Chromium for the tests without installing anything on the machine. */
import { chromium, type LaunchOptions } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const cache = path.join(root, 'node_modules/.cache');

/** A browser that was seen to start. */
export interface FoundBrowser {
  readonly executablePath: string;
  /** Where it comes from, for the first line of the test run. */
  readonly from: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * In this order: the one that `E2E_CHROMIUM` names, Playwright's own where it was
 * downloaded, the one inside an npm package (Linux), an installed one. `null`: none.
 */
export async function findBrowser(): Promise<FoundBrowser | null> {
  const named = process.env['E2E_CHROMIUM'] ?? '';
  if (named !== '') return plain(named, 'E2E_CHROMIUM');
  const own = starting(plain(chromium.executablePath(), 'Playwright'));
  if (own !== null) return own;
  const packed = process.platform === 'linux' ? await packedBrowser() : null;
  return (
    packed ??
    installed()
      .map((file) => starting(plain(file, 'installed')))
      .find((browser) => browser !== null) ??
    null
  );
}

/** Our own switches: those of the package switch web security off, and with it what the tests are about. */
export function launchOptions(browser: FoundBrowser): LaunchOptions {
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const env = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return {
    executablePath: browser.executablePath,
    // Chromium has no sandbox for root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [...quiet, ...browser.args],
    env: { ...env, ...browser.env },
  };
}

/** What a person can install where no browser is found. */
export const installHint = 'Install Chrome or Chromium, or set E2E_CHROMIUM to the path of one.';

function plain(executablePath: string, from: string): FoundBrowser {
  return { executablePath, from, args: [], env: {} };
}

function starting(browser: FoundBrowser): FoundBrowser | null {
  if (!existsSync(browser.executablePath)) return null;
  // Chrome on Windows shows a window for --version.
  if (process.platform === 'win32') return browser;
  const tried = spawnSync(browser.executablePath, ['--version'], { env: { ...process.env, ...browser.env }, timeout: 20_000 });
  return tried.status === 0 ? browser : null;
}

/** Bare images lack the NSS libraries; the package carries them for Amazon Linux, and they run elsewhere too. */
async function packedBrowser(): Promise<FoundBrowser | null> {
  const folder = await unpacked();
  if (folder === null) return null;
  const executablePath = path.join(folder, 'chromium');
  const from = '@sparticuz/chromium';
  const args = ['--headless=shell'];
  const fonts: Record<string, string> = existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: path.join(folder, 'fonts') };
  const libraries = { LD_LIBRARY_PATH: path.join(folder, 'al2023/lib') };
  return (
    starting({ executablePath, from, args, env: fonts }) ??
    starting({ executablePath, from: `${from} with its own libraries`, args, env: { ...fonts, ...libraries } })
  );
}

/** Unpacks beside and renames at the end, so that an interrupted run leaves no half browser behind. */
async function unpacked(): Promise<string | null> {
  const manifest = path.join(root, 'node_modules/@sparticuz/chromium/package.json');
  if (!existsSync(manifest)) return null;
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const folder = path.join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const beside = mkdtempSync(path.join(cache, 'unpacking-'));
  await unpackInto(beside, path.join(path.dirname(manifest), 'bin'));
  try {
    renameSync(beside, folder);
  } catch {
    // Another run was faster; its copy is the same.
    rmSync(beside, { recursive: true, force: true });
  }
  return folder;
}

/** The package unpacks into the folder for temporary files, whatever it is told. */
async function unpackInto(folder: string, archives: string): Promise<void> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    const { inflate } = await import('@sparticuz/chromium');
    const names = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];
    await Promise.all(names.map((name) => inflate(path.join(archives, name))));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

function installed(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform === 'win32') {
    const folders = [process.env['ProgramFiles'] ?? '', process.env['ProgramFiles(x86)'] ?? ''];
    return folders.flatMap((folder) =>
      ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map((file) => path.join(folder, file)),
    );
  }
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].map((name) => `/usr/bin/${name}`);
}
