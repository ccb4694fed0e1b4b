/** Pictures of every view for a person to look at, and what can be measured about them. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './host.ts';
import { dismissWelcome, openView, views } from './window.ts';

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
        expect(await seriousViolations(app)).toEqual([]);
        await app.setViewportSize({ width: 1024, height: 640 });
        await settled(app);
        await app.screenshot({ path: `${folder}/${view}-${theme}-1024x640.png` });
        expect(await overflow(app)).toEqual({ x: 0, y: 0 });
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

async function seriousViolations(app: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: app }).analyze();
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
