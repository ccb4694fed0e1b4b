/** The contract over Electron's messages. */
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import type { Reply, UploadStore } from '#shared/api/contract.ts';
import { type Dispatch, refused } from '#electron/web/dispatcher.ts';
import type { EventBus } from '#electron/web/event-bus.ts';
import { eventChannel, invokeChannel, uploadChannel } from './channels.ts';
import { isTrustedSender } from './harden.ts';

/** Answers calls and takes bytes from our own page; anyone else gets `forbidden`. */
export function registerIpc(ipcMain: Pick<IpcMain, 'handle'>, dispatch: Dispatch, uploads: UploadStore): void {
  ipcMain.handle(invokeChannel, async (event, method: unknown, input: unknown) => forbidden(event) ?? dispatch(method, input));
  ipcMain.handle(uploadChannel, (event, bytes: unknown) => forbidden(event) ?? taken(bytes, uploads));
}

function forbidden(event: IpcMainInvokeEvent): Reply | null {
  return isTrustedSender(event.senderFrame) ? null : refused('forbidden', 'Only the page of Linkscape may call.');
}

function taken(bytes: unknown, uploads: UploadStore): Reply {
  if (!(bytes instanceof Uint8Array)) return refused('bad_input', 'An upload is bytes.');
  const uploadId = uploads.put(bytes);
  return uploadId === null ? refused('too_large', 'That file is larger than 256 MiB.') : { ok: true, value: uploadId };
}

/** Sends every event to the window until it is gone. */
export function forwardEvents(bus: EventBus, contents: Pick<WebContents, 'send' | 'isDestroyed' | 'once'>): void {
  const unsubscribe = bus.subscribe((event, payload) => {
    if (!contents.isDestroyed()) contents.send(eventChannel, event, payload);
  });
  contents.once('destroyed', unsubscribe);
}
