/** `npm run -s cli -- <command> …`: the command line, built where that is needed. */
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.ts';
import { callersFolder, inRoot } from './project.ts';

if (await ensureBuilt(['host'])) {
  process.chdir(callersFolder());
  process.argv[1] = inRoot('out/electron/cli.js');
  await import(pathToFileURL(process.argv[1]).href);
} else {
  process.exitCode = 1;
}
