import { expect, test } from './host.ts';
import { dismissWelcome, inspector, openView, rowsOf } from './window.ts';

test('a new person sees the demo, is told that it is made up, and can go on', async ({ app }) => {
  await expect(app.getByRole('heading', { level: 1, name: 'Demo estate' })).toBeVisible();
  const welcome = app.getByRole('complementary', { name: 'Welcome' });
  await expect(welcome).toContainText('made-up');
  await dismissWelcome(app);
  await expect(welcome).toBeHidden();
});

test('every view of the demo has something to show', async ({ app }) => {
  await dismissWelcome(app);
  await openView(app, 'Alignment');
  await expect(rowsOf(app, 'Alignment of endpoints and services by AZ ID').first()).toBeVisible();
  await openView(app, 'Findings');
  await expect(app.getByRole('region', { name: 'Findings' }).getByText('AZ-02').first()).toBeVisible();
  await openView(app, 'Costs');
  await expect(app.getByRole('region', { name: 'Costs' })).toContainText(/\$\s?\d/);
  await openView(app, 'Table');
  await expect(rowsOf(app, 'Resources').first()).toBeVisible();
});

test('a search tells how much it found and leads to it; Esc clears it', async ({ app }) => {
  await dismissWelcome(app);
  await openView(app, 'Table');
  const search = app.getByRole('search');
  const box = search.getByRole('combobox', { name: 'Search' });
  await box.fill('state:pendingAcceptance');
  await expect(search.getByRole('status')).toHaveText(/^\d+$/);
  const found = Number(await search.getByRole('status').textContent());
  await expect(rowsOf(app, 'Resources')).toHaveCount(found);
  await box.fill('no-such-thing-anywhere');
  await expect(search.getByRole('status')).toHaveText('nothing');
  await box.press('Escape');
  await expect(box).toHaveValue('');
});

test('a row selects what the inspector shows', async ({ app }) => {
  await dismissWelcome(app);
  await openView(app, 'Table');
  await app.getByRole('search').getByRole('combobox', { name: 'Search' }).fill('nat-');
  const row = rowsOf(app, 'Resources').filter({ hasText: 'nat-' }).first();
  const id = /nat-[0-9a-f]+/.exec((await row.textContent()) ?? '')?.[0] ?? '';
  await row.click();
  await expect(inspector(app)).toContainText(id);
  await app.keyboard.press('Escape');
  await expect(inspector(app)).toBeHidden();
});

test('the keyboard alone reaches a resource and its facts', async ({ app }) => {
  await dismissWelcome(app);
  await app.keyboard.press('Control+k');
  await app.getByRole('combobox', { name: 'Command or resource' }).fill('table');
  await app.keyboard.press('Enter');
  const grid = app.getByRole('grid', { name: 'Resources' });
  await grid.focus();
  await app.keyboard.press('ArrowDown');
  await app.keyboard.press('ArrowDown');
  await expect(grid.getByRole('row', { selected: true })).toHaveCount(1);
  await expect(inspector(app)).toBeVisible();
});

test('the alignment tells zones by their IDs', async ({ app }) => {
  await dismissWelcome(app);
  await openView(app, 'Alignment');
  const grid = app.getByRole('grid', { name: 'Alignment of endpoints and services by AZ ID' });
  await expect(grid.getByRole('columnheader', { name: /^use1-az\d$/ }).first()).toBeVisible();
  await expect(grid.getByRole('columnheader', { name: /^us-east-1[a-f]$/ })).toHaveCount(0);
});

test('the theme follows the system until the person chooses', async ({ app }) => {
  const theme = () => app.evaluate(() => document.documentElement.dataset['theme']);
  const paper = () => app.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await expect.poll(theme).toBe('light');
  const light = await paper();
  await app.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(theme).toBe('dark');
  expect(await paper()).not.toBe(light);
  await app.getByRole('button', { name: 'Theme' }).click();
  await app.getByRole('menuitem', { name: 'Light' }).click();
  await expect.poll(theme).toBe('light');
  await app.reload();
  await expect.poll(theme).toBe('light');
});

test('the map is walked with the arrow keys, and what is reached can be inspected', async ({ app }) => {
  await dismissWelcome(app);
  await app.getByRole('application', { name: /^Consumers/ }).focus();
  await app.keyboard.press('ArrowDown');
  await app.keyboard.press('ArrowRight');
  await app.keyboard.press('Enter');
  await expect(inspector(app)).toBeVisible();
});

test('the costs of a VPC stand side by side, what saves most first', async ({ app }) => {
  await dismissWelcome(app);
  await openView(app, 'Costs');
  const costs = app.getByRole('region', { name: 'Costs' });
  await expect(costs).toContainText('Today');
  await expect(costs).toContainText('Offload');
  await expect(costs).toContainText('Replace NAT');
  await costs.getByText('payments-cards').first().click();
  await expect(costs.getByRole('heading', { name: /payments-cards/ })).toBeVisible();
});
