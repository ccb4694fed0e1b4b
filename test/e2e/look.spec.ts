/** Pictures of every view for a person to look at, and what can be measured about them. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './host.ts';
import { dismissWelcome, openView, views } from './window.ts';

// Looking at every element takes its time on a slow machine.
test.describe.configure({ timeout: 90_000 });

/** Where `npm run test:e2e` leaves the pictures. */
const folder = 'reports/screenshots';

for (const theme of ['light', 'dark'] as const) {
  test.describe(`${theme} theme`, () => {
    test.use({ colorScheme: theme });

    for (const view of views) {
      test(`${view}: nothing is cut off, nobody is shut out`, async ({ app }) => {
        await dismissWelcome(app);
        await openView(app, view);
        await settled(app);
        await app.screenshot({ path: `${folder}/${view}-${theme}-1440x900.png` });
        const violations = await seriousViolations(app, theme === 'dark' ? ['color-contrast'] : []);
        await app.setViewportSize({ width: 1024, height: 640 });
        await settled(app);
        await app.screenshot({ path: `${folder}/${view}-${theme}-1024x640.png` });
        expect({ violations, overflow: await overflow(app) }).toEqual({ violations: [], overflow: { x: 0, y: 0 } });
      });
    }
  });
}

test('the dialogs shut nobody out', async ({ app }) => {
  await dismissWelcome(app);
  for (const name of ['Scan', 'Keyboard shortcuts', 'Command palette']) {
    await app.getByRole('banner').getByRole('button', { name, exact: true }).click();
    await expect(app.getByRole('dialog')).toBeVisible();
    await settled(app);
    await app.screenshot({ path: `${folder}/dialog-${name.toLowerCase().replaceAll(' ', '-')}.png` });
    expect(await seriousViolations(app)).toEqual([]);
    await app.keyboard.press('Escape');
    await expect(app.getByRole('dialog')).toBeHidden();
  }
});

/** Fonts are there and the last frame was drawn. */
async function settled(app: Page): Promise<void> {
  await app.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

/** How far the page is larger than the window; the parts scroll for themselves. */
function overflow(app: Page) {
  return app.evaluate(() => ({
    x: Math.max(0, document.documentElement.scrollWidth - innerWidth),
    y: Math.max(0, document.documentElement.scrollHeight - innerHeight),
  }));
}

/** In the second theme only colours can differ, so only contrast is looked at. */
async function seriousViolations(app: Page, rules: readonly string[] = []): Promise<string[]> {
  const axe = new AxeBuilder({ page: app }).options({ resultTypes: ['violations'], preload: false });
  const { violations } = await (rules.length === 0 ? axe : axe.withRules([...rules])).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map((node) => node.html.slice(0, 160))
          .join(' | ')}`,
    );
}
