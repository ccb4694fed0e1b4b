/** All the window gets of the main process: three functions over the contract, and never an event object of Electron. */
import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, Reply } from '#shared/api/contract.ts';
import { eventChannel, invokeChannel, uploadChannel } from './channels.ts';

const bridge: Bridge = {
  invoke: (method, input) => ipcRenderer.invoke(invokeChannel, method, input) as Promise<Reply>,
  subscribe: (listener) => {
    const hear = (_event: unknown, event: string, payload: unknown): void => listener(event, payload);
    ipcRenderer.on(eventChannel, hear);
    return () => {
      ipcRenderer.off(eventChannel, hear);
    };
  },
  upload: async (bytes) => {
    const reply = (await ipcRenderer.invoke(uploadChannel, bytes)) as Reply;
    if (!reply.ok) throw new Error(reply.error.message);
    return String(reply.value);
  },
};

contextBridge.exposeInMainWorld('linkscapeBridge', bridge);
