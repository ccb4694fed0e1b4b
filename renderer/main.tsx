import './app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connect } from './host/connect.ts';
import { createAppStore } from './store/app-store.ts';
import { AppProvider } from './views/app-context.tsx';
import { ClientContext } from './views/client-context.ts';
import { App } from './views/shell/app.tsx';
import { ErrorBoundary } from './views/shell/error-boundary.tsx';
import { adoptThemes } from './views/shell/theme-sheet.ts';
import { createWorkerEngine } from './workers/engine.ts';

adoptThemes(document);
const client = connect();
const store = createAppStore(client, createWorkerEngine());
void store
  .getState()
  .appStarted()
  .then(() => store.getState().unsavedLookedFor())
  .then(() => store.getState().unfinishedLookedFor());

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
