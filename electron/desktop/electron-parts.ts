/** The parts of Electron that the host uses, handed over so that tests can stand in for them. */
import type * as electron from 'electron';

export type ElectronParts = Pick<
  typeof electron,
  'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'Menu' | 'protocol' | 'screen' | 'session' | 'shell'
>;
