import { gunzipSync } from 'node:zlib';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { LinkscapeDocument } from '#shared/model/document.ts';
import { expect, test } from './host.ts';
import { dismissWelcome, inspector, openView, rowsOf } from './window.ts';

async function saved(app: Page): Promise<LinkscapeDocument> {
  const [download] = await Promise.all([app.waitForEvent('download'), app.keyboard.press('Control+s')]);
  return JSON.parse(gunzipSync(await readFile(await download.path())).toString('utf8')) as LinkscapeDocument;
}

test('a suppressed finding is saved with its reason, and can be undone', async ({ app }) => {
  await dismissWelcome(app);
  await openView(app, 'Findings');
  const findings = app.getByRole('region', { name: 'Findings' });
  await findings.getByRole('button', { name: /AZ-02/, expanded: false }).click();
  await findings.getByRole('button', { name: 'Suppress\u2026' }).first().click();
  await app.getByRole('textbox', { name: 'Why may this stay as it is?' }).fill('agreed with the owner');
  await app.keyboard.press('Enter');
  await expect(app.getByText('not saved')).toBeVisible();
  const document = await saved(app);
  expect(document.suppressions.map((each) => each.reason)).toEqual(['agreed with the owner']);
  await expect(app.getByText('not saved')).toBeHidden();
  await app.getByRole('button', { name: /^Undo suppress/ }).click();
  await expect(app.getByText('not saved')).toBeVisible();
  expect((await saved(app)).suppressions).toEqual([]);
});

test('hiding is undone by key; a saved view brings filters and hiding back', async ({ app }) => {
  await dismissWelcome(app);
  await openView(app, 'Table');
  await app.getByRole('search').getByRole('combobox', { name: 'Search' }).fill('payments-nat');
  await rowsOf(app, 'Resources').filter({ hasText: 'NAT gateway' }).first().click();
  await expect(inspector(app)).toBeVisible();
  await app.getByRole('grid', { name: 'Resources' }).press('x');
  await expect(inspector(app)).toBeHidden();
  const rail = app.getByRole('navigation', { name: 'Sources and filters' });
  await expect(rail.getByText('1 node hidden')).toBeVisible();
  await rail.getByText('Problems only').click();
  await app.keyboard.press('v');
  const name = app.getByRole('textbox', { name: 'Name' });
  await name.fill('Without the NAT');
  await name.press('Enter');
  await app.keyboard.press('Control+z');
  await expect(rail.getByRole('button', { name: 'Without the NAT', exact: true })).toBeHidden();
  await app.keyboard.press('Control+Shift+z');
  await app.keyboard.press('a');
  await expect(rail.getByText('1 node hidden')).toBeHidden();
  await rail.getByRole('button', { name: 'Without the NAT', exact: true }).click();
  await expect(rail.getByText('1 node hidden')).toBeVisible();
  await expect(rail.getByRole('checkbox', { name: 'Problems only' })).toBeChecked();
  expect((await saved(app)).views.map((view) => view.name)).toEqual(['', 'Without the NAT']);
});

test('the address remembers view, search and selection over a reload', async ({ app, host }) => {
  test.skip(host === 'electron', 'the desktop program opens links of its own scheme');
  await dismissWelcome(app);
  await openView(app, 'Table');
  await app.getByRole('search').getByRole('combobox', { name: 'Search' }).fill('payments-nat');
  await rowsOf(app, 'Resources').filter({ hasText: 'NAT gateway' }).first().click();
  await expect(app).toHaveURL(/#q=payments-nat&view=table&at=nat-gateway/);
  await app.reload();
  await expect(app.getByRole('tab', { name: /^Table/ })).toHaveAttribute('aria-selected', 'true');
  await expect(app.getByRole('search').getByRole('combobox', { name: 'Search' })).toHaveValue('payments-nat');
  await expect(inspector(app).getByRole('heading', { level: 2, name: 'payments-nat' })).toBeVisible();
});

test('notes are written with the document, and closing with something unsaved asks', async ({ app, host }) => {
  test.skip(host === 'electron', 'there the question is a dialog of the system');
  await dismissWelcome(app);
  await app.keyboard.press('n');
  await app.getByRole('textbox', { name: 'Notes' }).fill('for Ann');
  await app.keyboard.press('Escape');
  await expect(app.getByRole('navigation', { name: 'Sources and filters' }).getByText('for Ann')).toBeVisible();
  const asked = app.waitForEvent('dialog');
  const closing = app.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await closing;
  expect((await saved(app)).notes).toBe('for Ann');
});

test('unsaved work is offered to a page that starts anew', async ({ app, host }) => {
  test.skip(host === 'electron', 'there the window asks before it goes away');
  await dismissWelcome(app);
  await app.keyboard.press('n');
  const kept = app.waitForResponse((response) => response.request().postData()?.includes('unsaved.keep') === true);
  await app.getByRole('textbox', { name: 'Notes' }).fill('for Ann');
  await app.keyboard.press('Escape');
  await kept;
  app.once('dialog', (dialog) => void dialog.accept());
  await app.reload();
  await expect(app.getByText(/^Unsaved work on Demo estate/)).toBeVisible();
  await app.getByRole('button', { name: 'Open it' }).click();
  await expect(app.getByRole('navigation', { name: 'Sources and filters' }).getByText('for Ann')).toBeVisible();
  await expect(app.getByText('not saved')).toBeVisible();
});

test('the search completes fields and values by key', async ({ app }) => {
  await dismissWelcome(app);
  await app.keyboard.press('/');
  const box = app.getByRole('search').getByRole('combobox', { name: 'Search' });
  await box.pressSequentially('verd');
  await expect(app.getByRole('option', { name: /^verdict:/ })).toBeVisible();
  await box.press('Tab');
  await box.pressSequentially('single');
  await box.press('ArrowDown');
  await box.press('Enter');
  await expect(box).toHaveValue('verdict:single-zone ');
});

test('the map is explained step by step, and the way in is a key away', async ({ app }) => {
  await dismissWelcome(app);
  await app.keyboard.press('?');
  await app.getByRole('dialog').getByRole('button', { name: 'How to read the map' }).click();
  const tour = app.getByRole('dialog', { name: 'How to read the map' });
  await expect(tour.getByRole('heading', { name: 'A lane is a zone' })).toBeVisible();
  for (let step = 0; step < 5; step += 1) await app.keyboard.press('Enter');
  await expect(tour.getByRole('heading', { name: 'Start with what is red' })).toBeVisible();
  await app.keyboard.press('Enter');
  await expect(tour).toBeHidden();
});
