/** The opening of a document as a person sees it: the built host, a browser, and the marks that the page leaves. */
import { chromium, type Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { findBrowser, launchOptions } from '../e2e/chromium.ts';
import { chooseFromFileMenu } from '../e2e/window.ts';

/** Milliseconds of wall-clock time. */
export interface Opening {
  /** The host unpacks, checks and cuts the document; what it did before the page asked is not in here. */
  readonly decodeMs: number;
  /** The parts arrive. */
  readonly transferMs: number;
  /** The worker reads, aligns and lays out the first map. */
  readonly analyseMs: number;
  /** From the map's arrival to the frame that shows it. */
  readonly paintMs: number;
  /** All of the above: from the first call to a map that can be moved. */
  readonly interactiveMs: number;
  /** From then to inventory, findings and the numbers on the tabs. */
  readonly restMs: number;
  /** The longest time for which the page answered nothing, until everything was there. */
  readonly longestTaskMs: number;
  readonly view: string;
}

/** A document that is opened in both ways. */
export interface Subject {
  readonly file: string;
  /** Part of the name of its maps. */
  readonly title: string;
}

interface Marks {
  readonly at: Readonly<Record<string, number>>;
  readonly longest: number;
  readonly view: string;
}

/** The program is started with the file, and the page opens it as it comes up. */
export function measureStart(program: string, subject: Subject, dataDir: string): Promise<Opening> {
  return inPage([program, '--no-open', subject.file], dataDir, async (page, url) => {
    await page.addInitScript(watch, subject.title);
    await page.goto(url);
    return openingOf(await marksOf(page));
  });
}

/** The page shows the demo estate; then a person chooses the file. */
export function measureChoice(program: string, subject: Subject, dataDir: string): Promise<Opening> {
  return inPage([program, '--no-open'], dataDir, async (page, url) => {
    await page.goto(url);
    await page.waitForFunction(() => performance.getEntriesByName('linkscape:whole').length > 0);
    await page.evaluate(() => performance.clearMarks());
    await page.evaluate(watch, subject.title);
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), chooseFromFileMenu(page, 'Open a file…')]);
    await chooser.setFiles(subject.file);
    return openingOf(await marksOf(page));
  });
}

async function inPage(args: readonly string[], dataDir: string, measure: (page: Page, url: string) => Promise<Opening>): Promise<Opening> {
  const found = await findBrowser();
  if (found === null) throw new Error('No Chromium that starts here. Set E2E_CHROMIUM to one.');
  const host = spawn(process.execPath, args, {
    env: { ...process.env, LINKSCAPE_DATA: dataDir, AWS_EC2_METADATA_DISABLED: 'true' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve) => createInterface({ input: host.stdout }).once('line', resolve));
  const browser = await chromium.launch(launchOptions(found));
  try {
    return await measure(await browser.newPage({ viewport: { width: 1600, height: 900 } }), url);
  } finally {
    await browser.close();
    host.kill('SIGTERM');
  }
}

/** Runs in the page: notes the frame that shows a map whose name holds `title`, and long tasks. */
function watch(title: string): void {
  const noteFrame = () => requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('drawn')));
  const observer = new MutationObserver(() => {
    const map = document.querySelector(`[role="application"][aria-label*=${JSON.stringify(title)}]`);
    if (map === null || document.querySelector('canvas.flow-far') === null) return;
    observer.disconnect();
    noteFrame();
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['aria-label'] });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      window.longestTask = Math.max(window.longestTask ?? 0, entry.duration);
    }
  }).observe({ type: 'longtask' });
}

declare global {
  interface Window {
    longestTask?: number;
  }
}

/** What an opening must have passed; a page that does not is of another program, or says why it opened nothing. */
const lastSteps = ['drawn', 'linkscape:whole'];

async function marksOf(page: Page): Promise<Marks> {
  const isThere = (names: readonly string[]) => names.every((name) => performance.getEntriesByName(name).length > 0);
  try {
    await page.waitForFunction(isThere, lastSteps, { timeout: 60_000 });
  } catch (error) {
    const passed = await page.evaluate(() => performance.getEntriesByType('mark').map((entry) => entry.name));
    const shown = await page.innerText('body').catch(() => '');
    const why = `It passed ${passed.join(', ') || 'no step'}, and shows: ${shown.slice(0, 500)}`;
    throw new Error(`The page did not open the document. ${why}`, { cause: error });
  }
  return page.evaluate(() => {
    const entries = performance.getEntriesByType('mark').map((entry): [string, number] => [entry.name, entry.startTime]);
    // The first of each name counts: an opening may pass a step twice.
    entries.reverse();
    const view = document.querySelector('[role="tab"][aria-selected="true"]')?.textContent ?? '';
    return { at: Object.fromEntries(entries), longest: window.longestTask ?? 0, view };
  });
}

function openingOf({ at, longest, view }: Marks): Opening {
  const between = (from: string, to: string): number => Math.round((at[to] ?? Number.NaN) - (at[from] ?? Number.NaN));
  return {
    decodeMs: between('linkscape:asked', 'linkscape:known'),
    transferMs: between('linkscape:known', 'linkscape:text'),
    analyseMs: between('linkscape:text', 'linkscape:head'),
    paintMs: between('linkscape:head', 'drawn'),
    interactiveMs: between('linkscape:asked', 'drawn'),
    restMs: between('drawn', 'linkscape:whole'),
    longestTaskMs: Math.round(longest),
    view: view.trim(),
  };
}
