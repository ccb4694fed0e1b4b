/** `serve`: starts the loopback host and prints the link that opens it. */
import os from 'node:os';
import path from 'node:path';
import { type Problem, problemText } from '#shared/base/outcome.ts';
import { createServices } from '#electron/services/create-services.ts';
import { createAssetHandler } from '#electron/web/assets.ts';
import { dataDirectory } from '#electron/web/data-directory.ts';
import { createDispatch, logFailure } from '#electron/web/dispatcher.ts';
import { createEventBus } from '#electron/web/event-bus.ts';
import { programVersion, rendererFolder } from '#electron/web/program-files.ts';
import { createUploadStore } from '#electron/web/upload-store.ts';
import { parseServeArguments, type ServeArguments } from './arguments.ts';
import { browserCommand, startBrowser } from './open-browser.ts';
import { type LoopbackHost, startLoopbackHost } from './server.ts';

const parsed = parseServeArguments(process.argv.slice(2));
if (parsed.kind === 'problem') giveUp(parsed.problem);
else await serve(parsed.value);

async function serve(args: ServeArguments): Promise<void> {
  const bus = createEventBus();
  const uploads = createUploadStore();
  const started = Promise.withResolvers<void>();
  const handlers = createServices({
    host: 'loopback',
    version: programVersion(),
    dataDir: dataDirectory(process.platform, process.env, os.homedir()),
    emit: bus.emit,
    // The page opens links itself: the browser may be on another machine than this program.
    openExternal: async () => false,
    uploads,
    ...(args.file === null ? {} : { initialFile: path.resolve(args.file) }),
    // Not before: opening a large document keeps this thread busy, and the link should be there at once.
    started: started.promise,
  });
  const assets = createAssetHandler(rendererFolder);
  try {
    announce(await startLoopbackHost({ assets, bus, uploads, dispatch: createDispatch(handlers, logFailure), port: args.port }), args.open);
    started.resolve();
  } catch (error) {
    giveUp({
      code: 'cannot-listen',
      what: 'Linkscape cannot listen on this machine',
      where: args.port === 0 ? '127.0.0.1' : `127.0.0.1:${args.port}`,
      why: error instanceof Error ? error.message : String(error),
      remedy: 'Choose another port with --port, or leave it out.',
    });
  }
}

/** The printed link stands alone on standard output; a browser that we open gets its own, so that the printed one still works. */
function announce(host: LoopbackHost, open: boolean): void {
  process.stdout.write(`${host.launchUrl()}\n`);
  const command = open ? browserCommand(host.launchUrl(), process.platform, process.env) : null;
  if (command !== null) startBrowser(command);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void host.close().then(() => process.exit(0));
    });
  }
}

function giveUp(problem: Problem): void {
  process.stderr.write(`${problemText(problem)}\n`);
  process.exitCode = 1;
}
