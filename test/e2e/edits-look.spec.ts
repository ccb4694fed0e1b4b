/** What people open while they edit: nothing is cut off, nobody is shut out. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './host.ts';
import { dismissWelcome, inspector, openView, rowsOf } from './window.ts';

test.describe.configure({ timeout: 90_000 });

async function violations(app: Page): Promise<string[]> {
  await app.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
  const found = await new AxeBuilder({ page: app }).options({ resultTypes: ['violations'], preload: false }).analyze();
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(`${theme} theme`, () => {
    test.use({ colorScheme: theme });

    test('dialogs and lists', async ({ app }) => {
      await dismissWelcome(app);
      for (const [key, title] of [
        ['n', 'Notes'],
        ['v', 'Save this view'],
      ] as const) {
        await app.keyboard.press(key);
        await expect(app.getByRole('dialog', { name: title })).toBeVisible();
        expect(await violations(app)).toEqual([]);
        await app.keyboard.press('Escape');
        await expect(app.getByRole('dialog')).toBeHidden();
      }
      await app.keyboard.press('?');
      await app.getByRole('dialog').getByRole('button', { name: 'How to read the map' }).click();
      await app.getByRole('button', { name: 'Next' }).click();
      expect(await violations(app)).toEqual([]);
      await app.keyboard.press('Escape');
      await app.getByRole('search').getByRole('combobox', { name: 'Search' }).fill('state:');
      await expect(app.getByRole('option').first()).toBeVisible();
      expect(await violations(app)).toEqual([]);
    });

    test('a finding that is to be suppressed, an export, and a VPC to open', async ({ app }) => {
      await dismissWelcome(app);
      await openView(app, 'Findings');
      await app.getByRole('article').first().getByRole('button', { name: 'Suppress\u2026' }).click();
      await expect(app.getByRole('dialog', { name: /^Suppress / })).toBeVisible();
      expect(await violations(app)).toEqual([]);
      await app.keyboard.press('Escape');
      await app.keyboard.press('Control+k');
      await app.keyboard.type('export export');
      await app.keyboard.press('Enter');
      await expect(app.getByRole('dialog', { name: 'Export' })).toBeVisible();
      expect(await violations(app)).toEqual([]);
      await app.keyboard.press('Escape');
      await openView(app, 'VPC');
      await app.getByRole('button', { name: /VPC$/ }).first().click();
      await expect(app.getByRole('option').first()).toBeVisible();
      expect(await violations(app)).toEqual([]);
    });

    test('inspector, spotlight and saved views', async ({ app }) => {
      await dismissWelcome(app);
      await openView(app, 'Table');
      const box = app.getByRole('search').getByRole('combobox', { name: 'Search' });
      await box.fill('type:endpoint service:s3');
      await rowsOf(app, 'Resources').first().click();
      for (const tab of ['Overview', 'Policy', 'Routes', 'JSON']) {
        await inspector(app).getByRole('tab', { name: tab }).click();
        if (tab === 'Policy' || theme === 'light') expect(await violations(app)).toEqual([]);
      }
      await box.fill('');
      await box.press('Escape');
      await openView(app, 'Consumers');
      await app.keyboard.press('h');
      await expect(app.getByText('One step around the selection')).toBeVisible();
      await app.keyboard.press('i');
      await app.keyboard.press('v');
      await app.getByRole('dialog', { name: 'Save this view' }).getByRole('textbox').press('Enter');
      expect(await violations(app)).toEqual([]);
      await app.keyboard.press('X');
      await expect(app.getByText(/^Showing \d+ of \d+/)).toBeVisible();
      expect(await violations(app)).toEqual([]);
    });
  });
}
