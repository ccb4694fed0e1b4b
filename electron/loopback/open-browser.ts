/** Opens a link in the person's browser, where there is one. */
import { spawn } from 'node:child_process';

/** A program and what to give it. */
export interface BrowserCommand {
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * What opens a link on this machine; `null` on a Linux without a display, where
 * opening could only fail or start a text browser in the terminal.
 */
export function browserCommand(url: string, platform: NodeJS.Platform, env: NodeJS.ProcessEnv): BrowserCommand | null {
  if (platform === 'darwin') return { program: 'open', args: [url] };
  // Not `cmd /c start`: its own quoting would read the & of a query.
  if (platform === 'win32') return { program: 'rundll32', args: ['url.dll,FileProtocolHandler', url] };
  const display = env['DISPLAY'] ?? env['WAYLAND_DISPLAY'] ?? '';
  return display === '' ? null : { program: 'xdg-open', args: [url] };
}

/** Starts the command and forgets it: a browser that is missing is no reason to stop, the link was printed. */
export function startBrowser(command: BrowserCommand): void {
  const child = spawn(command.program, [...command.args], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
