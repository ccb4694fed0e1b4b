/** `npm start`: builds what has to be built, then starts the host that fits this machine. */
import path from 'node:path';
import { ensureBuilt } from './build.ts';
import { chooseHost, type HostChoice } from './choose-host.ts';
import { electronBinary, fetchElectron } from './electron-binary.ts';
import { callersFolder, inRoot, root, run, say } from './project.ts';

/** Electron that ends sooner than this, with an error, never showed a window. */
const earlySeconds = 5;

const args = process.argv.slice(2);
const choice = chooseHost({
  args,
  wanted: process.env['LINKSCAPE_HOST'] ?? '',
  platform: process.platform,
  hasDisplay: [process.env['DISPLAY'], process.env['WAYLAND_DISPLAY']].some((name) => name !== undefined && name !== ''),
  isRoot: process.getuid?.() === 0,
  electronPresent: electronBinary() !== null,
  isTerminal: process.stdin.isTTY && process.stderr.isTTY,
  isCi: (process.env['CI'] ?? '') !== '',
});

if (await ensureBuilt(['host', 'renderer'])) process.exitCode = await start(choice);
else process.exitCode = 1;

async function start(chosen: HostChoice): Promise<number> {
  if (chosen.host === 'loopback') return loopback(chosen.because);
  if (chosen.host === 'fetch') {
    say('Fetching Electron (once, at most 20 s) …');
    if (!(await fetchElectron())) return loopback('Electron could not be fetched');
  }
  const binary = electronBinary();
  return binary === null ? loopback('Electron is not installed') : electron(binary, chosen.because);
}

async function electron(binary: string, because: string): Promise<number> {
  say(`Starting in a window (Electron), because ${because}.`);
  const files = args.filter((arg) => !arg.startsWith('--')).map((file) => path.resolve(callersFolder(), file));
  const ended = await run(binary, [root, ...files]);
  if (ended.code === 0 || ended.code === null || ended.seconds > earlySeconds) return ended.code ?? 1;
  return loopback(`Electron stopped at once with code ${ended.code}`);
}

async function loopback(because: string): Promise<number> {
  say(`Starting in the browser (loopback host), because ${because}. Open the link below; it works once.`);
  const serveArgs = args.filter((arg) => arg !== '--browser');
  const ended = await run(process.execPath, [inRoot('out/electron/serve.js'), ...serveArgs], { cwd: callersFolder() });
  return ended.code ?? 1;
}
