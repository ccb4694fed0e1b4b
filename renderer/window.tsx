import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connect } from './host/connect.ts';
import { createAppStore } from './store/app-store.ts';
import { AppProvider } from './views/app-context.tsx';
import { ClientContext } from './views/client-context.ts';
import { App } from './views/shell/app.tsx';
import { ErrorBoundary } from './views/shell/error-boundary.tsx';
import { adoptThemes } from './views/shell/theme-sheet.ts';
import type { Engine } from './workers/protocol.ts';

/** Milliseconds until the window shows at least itself. */
const longestWait = 200;

/** Opens the first document and mounts the window; `analysis` answers in a thread of its own. */
export async function openWindow(analysis: Engine): Promise<void> {
  adoptThemes(document);
  const client = connect();
  const handedOver = Promise.withResolvers<void>();
  const store = createAppStore(client, {
    ask: (call, input) => {
      handedOver.resolve();
      return analysis.ask(call, input);
    },
  });
  void store
    .getState()
    .appStarted()
    .then(() => store.getState().unsavedLookedFor())
    .then(() => store.getState().unfinishedLookedFor());

  // Mounting keeps this thread busy for about as long as the analysis takes in its own: a document that
  // is nearly there is handed over first, so that both go on at once. A slow one is not waited for.
  await Promise.race([handedOver.promise, new Promise((resolve) => setTimeout(resolve, longestWait))]);

  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary what="The window" resetKey="">
        <ClientContext value={client}>
          <AppProvider store={store}>
            <App />
          </AppProvider>
        </ClientContext>
      </ErrorBoundary>
    </StrictMode>,
  );
}
