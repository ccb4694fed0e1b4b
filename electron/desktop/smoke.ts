/** `--smoke`: shows that a packaged program starts, for machines that cannot drive it. */
import type { BrowserWindow } from 'electron';
import { setTimeout as wait } from 'node:timers/promises';

const limitMs = 20_000;
const pauseMs = 100;

/** What the page looked like once it had drawn something, or when the time was over. */
export interface SmokeReport {
  readonly ok: boolean;
  readonly title: string;
  readonly url: string;
  readonly versions: { readonly electron: string; readonly chrome: string; readonly node: string };
}

/** Waits until the page drew something, for at most 20 seconds. */
export async function smokeReport(window: BrowserWindow, versions: Partial<NodeJS.ProcessVersions>): Promise<SmokeReport> {
  const until = performance.now() + limitMs;
  let drawn = false;
  while (!drawn && performance.now() < until) {
    const children: unknown = await window.webContents.executeJavaScript("document.querySelector('#root')?.childElementCount ?? 0");
    drawn = typeof children === 'number' && children > 0;
    if (!drawn) await wait(pauseMs);
  }
  const { electron = '', chrome = '', node = '' } = versions;
  return { ok: drawn, title: window.webContents.getTitle(), url: window.webContents.getURL(), versions: { electron, chrome, node } };
}
