/** Keys alone, and a look at the focus after each of them. */
import type { Download, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { expect } from './host.ts';

/** Presses keys one after the other, and looks each time whether a person could see where the focus is. */
export async function press(app: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await app.keyboard.press(key);
    await expectFocusSeen(app);
  }
}

/** Fails where a person could not see where the focus is. */
export async function expectFocusSeen(app: Page): Promise<void> {
  await expect.poll(() => app.evaluate(focusSeen), { message: 'the focus can be seen' }).toBe('seen');
}

/** In the page: whether something shows a ring, and is in sight. */
function focusSeen(): string {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return 'nothing has the focus';
  const isRing = (style: CSSStyleDeclaration): boolean =>
    (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1) ||
    (style.content === '""' && Number.parseFloat(style.borderTopWidth) >= 2);
  // The ring may stand on the field round an input, or be drawn over a map.
  const candidates = [element, element.parentElement, ...element.children].filter((each) => each !== null);
  const ringed = candidates.some((each) => isRing(getComputedStyle(each)) || isRing(getComputedStyle(each, '::after')));
  const { top, left, bottom, right } = element.getBoundingClientRect();
  // A dialog that has just opened is the only thing on the screen that is not dimmed.
  const isDialog = element.getAttribute('role') === 'dialog';
  const isInSight = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  return (ringed || isDialog) && isInSight ? 'seen' : `no ring: ${element.outerHTML.slice(0, 120)}`;
}

/** Presses Tab until an element has the focus; a hundred steps are more than any window has. */
export async function tabTo(app: Page, role: 'button' | 'checkbox' | 'radio', name: string | RegExp): Promise<void> {
  const target = app.getByRole(role, { name }).first();
  await target.waitFor();
  for (let step = 0; step < 100; step += 1) {
    await press(app, 'Tab');
    if (await target.evaluate((element) => element === document.activeElement || element.contains(document.activeElement))) return;
  }
  throw new Error(`Tab does not reach ${String(name)}`);
}

/** From the welcome to the demo. */
export async function explore(app: Page): Promise<void> {
  await tabTo(app, 'button', 'Explore the demo');
  await press(app, 'Enter');
  await expect(map(app)).toBeFocused();
}

/** The map, whichever view shows one. */
export function map(app: Page) {
  return app.getByRole('application');
}

/** Presses a key until the map says the words of the box on which the keyboard stands. */
export async function walk(app: Page, key: string, words: string): Promise<void> {
  const spoken = app.getByRole('application').locator('xpath=ancestor::section[1]').locator('[aria-live="polite"]:not([role])');
  for (let step = 0; step < 20; step += 1) {
    await press(app, key);
    if (((await spoken.textContent()) ?? '').includes(words)) return;
  }
  throw new Error(`${key} does not lead to ${words}; the map says: ${String(await spoken.textContent())}`);
}

/** The file that a key brings. */
export async function downloaded(app: Page, key: string): Promise<Buffer> {
  const [download]: [Download, void] = await Promise.all([app.waitForEvent('download'), app.keyboard.press(key)]);
  return readFile(await download.path());
}
