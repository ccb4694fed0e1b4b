/** Once, before the workers start: two workers that unpack one browser get in each other's way. */
import { useOwnTempFolder } from '../temp-folder.ts';
import { findBrowser, installHint } from './chromium.ts';

/** Where the workers read what was found. */
export const browserVariable = 'LINKSCAPE_E2E_BROWSER';

/** Gives what Playwright calls at the end. */
export default async function setup(): Promise<() => void> {
  const browser = await findBrowser();
  if (browser !== null) process.env[browserVariable] = JSON.stringify(browser);
  console.log(
    browser === null
      ? `SKIPPED: no browser starts here, so no end-to-end test runs. ${installHint}`
      : `browser: ${browser.from}, ${browser.executablePath}`,
  );
  return useOwnTempFolder();
}
