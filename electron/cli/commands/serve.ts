import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { exitCodes } from '../exit-code.ts';

/** `serve`: the loopback host, a program of its own beside this one; it has this one's standard streams. */
export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('Serve the application to a browser on this machine; prints its one-time link.')
    .argument('[file]', 'a document to open')
    .option('--port <number>', 'the port; any free one if left out')
    .option('--no-open', 'do not start a browser')
    .action(async (file: string | undefined, options: { port?: string; open: boolean }) => {
      const args = [
        ...(file === undefined ? [] : [file]),
        ...(options.port === undefined ? [] : ['--port', options.port]),
        ...(options.open ? [] : ['--no-open']),
      ];
      const child = spawn(process.execPath, [fileURLToPath(new URL('./serve.js', import.meta.url)), ...args], { stdio: 'inherit' });
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
      process.exitCode = await new Promise<number>((resolve) => {
        child.on('exit', (code) => resolve(code ?? exitCodes.error));
      });
      process.exit();
    });
}
