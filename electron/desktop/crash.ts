/** What happens when a process of Electron dies: the person is asked, nothing is sent anywhere. */
import type { App, BrowserWindow, Dialog } from 'electron';

type Log = (text: string) => void;

/** Offers to reload a page whose process died or hangs. */
export function offerReload(window: BrowserWindow, dialog: Pick<Dialog, 'showMessageBox'>, log: Log): void {
  const ask = async (message: string, detail: string, keep: string): Promise<void> => {
    log(`${message} ${detail}`);
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message,
      detail,
      buttons: ['Reload', keep],
      defaultId: 0,
      cancelId: 1,
    });
    if (response === 0 && !window.isDestroyed()) window.webContents.reload();
  };
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    void ask(
      'The window stopped working.',
      `Its process ended (${details.reason}). Reloading opens the last saved state.`,
      'Close this message',
    );
  });
  window.on('unresponsive', () => {
    void ask('The window does not answer.', 'It may be busy with a large estate. You can wait, or reload it.', 'Wait');
  });
}

/** Writes down helper processes that ended; Electron starts them again by itself. */
export function logChildProcesses(app: Pick<App, 'on'>, log: Log): void {
  app.on('child-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit') log(`A helper process (${details.type}) ended: ${details.reason}.`);
  });
}
