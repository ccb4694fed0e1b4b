/** One page under real mouse and wheel input, measured in the page and over the DevTools protocol. */
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { findBrowser, launchOptions } from '../e2e/chromium.ts';

export interface Measured {
  /** From the arrival of the diagram to the second frame after it was given to the canvas. */
  readonly firstPaintMs: number;
  /** Main-thread CPU of a frame while the whole diagram is dragged. */
  readonly panCpuMsPerFrame: number;
  readonly panP95Ms: number;
  readonly zoomP95Ms: number;
  /** Main-thread CPU of a frame while dragging at a zoom at which everything can be read. */
  readonly readingPanCpuMsPerFrame: number;
  readonly readingPanP95Ms: number;
  /** What the page's process holds, shared pages counted by their share (Linux); elsewhere the JavaScript heap. */
  readonly memoryMb: number;
}

const size = { width: 1600, height: 900 };
const steps = 90;

/** A browser of its own for each page: nothing is warm that is not warm for everybody. */
export async function measure(url: string): Promise<Measured> {
  const found = await findBrowser();
  if (found === null) throw new Error('No Chromium that starts here. Set E2E_CHROMIUM to one.');
  const browser = await chromium.launch(launchOptions(found));
  try {
    const page = await browser.newPage({ viewport: size });
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(url);
    await page.waitForFunction(() => performance.getEntriesByName('painted').length > 0);
    const firstPaintMs = await page.evaluate(
      () => (performance.getEntriesByName('painted')[0]?.startTime ?? 0) - (performance.getEntriesByName('data')[0]?.startTime ?? 0),
    );
    await page.waitForTimeout(1000);
    const pan = await frames(page, session, () => drag(page));
    const zoom = await frames(page, session, () => wheel(page, -60));
    await page.waitForTimeout(500);
    const reading = await frames(page, session, () => drag(page));
    return {
      firstPaintMs: Math.round(firstPaintMs),
      panCpuMsPerFrame: pan.cpu,
      panP95Ms: pan.p95,
      zoomP95Ms: zoom.p95,
      readingPanCpuMsPerFrame: reading.cpu,
      readingPanP95Ms: reading.p95,
      memoryMb: await memory(browser, session),
    };
  } finally {
    await browser.close();
  }
}

async function drag(page: Page): Promise<void> {
  await page.mouse.move(size.width / 2, size.height / 2);
  await page.mouse.down();
  for (let index = 1; index <= steps; index += 1) {
    await page.mouse.move(size.width / 2 + Math.sin(index / 15) * 300, size.height / 2 + Math.cos(index / 15) * 200);
    await page.waitForTimeout(10);
  }
  await page.mouse.up();
}

async function wheel(page: Page, delta: number): Promise<void> {
  await page.mouse.move(size.width / 2, size.height / 2);
  for (let index = 0; index < 30; index += 1) {
    await page.mouse.wheel(0, delta);
    await page.waitForTimeout(12);
  }
}

/** Times between animation frames and CPU of the main thread while something goes on. */
async function frames(page: Page, session: CDPSession, act: () => Promise<void>): Promise<{ readonly cpu: number; readonly p95: number }> {
  const before = await taskSeconds(session);
  await page.evaluate(() => {
    const times: number[] = [];
    let last = performance.now();
    const tick = (now: number) => {
      times.push(now - last);
      last = now;
      if (window.frameTimes === times) requestAnimationFrame(tick);
    };
    window.frameTimes = times;
    requestAnimationFrame(tick);
  });
  await act();
  const times = await page.evaluate(() => {
    const taken = window.frameTimes ?? [];
    window.frameTimes = null;
    return taken;
  });
  const cpu = ((await taskSeconds(session)) - before) * 1000;
  const sorted = times.slice(1).sort((a, b) => a - b);
  return { cpu: tenth(cpu / Math.max(1, sorted.length)), p95: tenth(sorted[Math.floor(sorted.length * 0.95)] ?? 0) };
}

declare global {
  interface Window {
    frameTimes?: number[] | null;
  }
}

async function taskSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0;
}

async function memory(browser: Browser, session: CDPSession): Promise<number> {
  const whole = await browser.newBrowserCDPSession();
  const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
  const sizes = await Promise.all(processInfo.filter((info) => info.type === 'renderer').map((info) => pssMb(info.id)));
  const largest = Math.max(0, ...sizes);
  if (largest > 0) return largest;
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return Math.round(usedSize / 1e6);
}

async function pssMb(pid: number): Promise<number> {
  try {
    const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Math.round(Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
