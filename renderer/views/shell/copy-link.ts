import type { AppStore } from '#renderer/store/app-store.ts';
import { linkPrefix, linkText } from '#renderer/store/link.ts';
import { linkStateOf } from '#renderer/store/link-slice.ts';

/** A link to what is shown: `linkscape://` in the desktop program, this page's own address in a browser. */
export function linkOf(store: AppStore): string {
  const text = linkText(linkStateOf(store.getState()));
  return window.linkscapeBridge === undefined ? `${location.origin}/#${text}` : `${linkPrefix}${text}`;
}

/** Puts the link on the clipboard and says so. */
export async function copyLink(store: AppStore): Promise<void> {
  try {
    await navigator.clipboard.writeText(linkOf(store));
    store.getState().announced('The link is copied');
  } catch {
    store.getState().announced('The link could not be copied: the browser does not allow it here');
  }
}
