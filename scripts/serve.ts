/** `npm run serve -- [F] [--port N] [--no-open]`: the loopback host, whatever else is installed. */
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.ts';
import { callersFolder, inRoot } from './project.ts';

if (await ensureBuilt(['host', 'renderer'])) {
  process.chdir(callersFolder());
  process.argv[1] = inRoot('out/electron/serve.js');
  await import(pathToFileURL(process.argv[1]).href);
} else {
  process.exitCode = 1;
}
