import type { AppStore } from '#renderer/store/app-store.ts';
import { download, fileName } from './download.ts';

/** Hands the open document to the person, with everything they added. */
export async function saveDocument(store: AppStore): Promise<void> {
  const bytes = await store.getState().documentPacked();
  if (bytes !== null) download(fileName(store.getState().documentTitle, '', 'linkscape'), 'application/gzip', bytes);
}
