/** The window by keys alone: nothing in this file touches a pointer, and the focus must be seen wherever it stands. */
import { gunzipSync } from 'node:zlib';
import { expect, test } from './host.ts';
import { downloaded, expectFocusSeen, explore, map, press, tabTo, walk } from './keys.ts';
import { inspector, rowsOf } from './window.ts';

// Every key is followed by a look at the focus, which takes its time on a slow machine.
test.describe.configure({ timeout: 90_000 });

test('the first task: from the welcome to the map, by Tab', async ({ app }) => {
  await tabTo(app, 'button', 'Explore the demo');
  await press(app, 'Enter');
  await expect(app.getByRole('complementary', { name: 'Welcome' })).toBeHidden();
  await expect(map(app)).toBeFocused();
});

test('filter: F6 into the filters, Space chooses, the count says what is left', async ({ app }) => {
  await explore(app);
  await press(app, 'F6', 'F6');
  await expect(app.getByRole('combobox', { name: 'Search' })).toBeFocused();
  await press(app, 'F6');
  await tabTo(app, 'checkbox', 'Problems only');
  await press(app, ' ');
  await expect(app.getByText(/^Showing \d+ of 233/)).toBeVisible();
  await press(app, 'Control+z');
  await expect(app.getByText(/^Showing \d+ of 233/)).toBeHidden();
  await press(app, 'p');
  await expect(app.getByText(/^Showing \d+ of 233/)).toBeVisible();
});

test('find: / searches, Enter goes to the next match, Esc clears and then goes back to the map', async ({ app }) => {
  await explore(app);
  await press(app, '/');
  const box = app.getByRole('combobox', { name: 'Search' });
  await expect(box).toBeFocused();
  await app.keyboard.type('payments-rates');
  await expect(app.getByRole('search').getByRole('status')).toHaveText(/^\d+$/);
  await press(app, 'Enter');
  await expect(app.getByRole('search').getByRole('status')).toHaveText(/^1 of \d+$/);
  await box.press('Escape');
  await expect(box).toHaveValue('');
  await press(app, 'Escape');
  await expect(map(app)).toBeFocused();
});

test('details: rows by arrows, F6 into the inspector, its tabs by arrows, Esc closes and gives the focus back', async ({ app }) => {
  await explore(app);
  await press(app, 't');
  const grid = app.getByRole('grid', { name: 'Resources' });
  await expect(grid).toBeFocused();
  await press(app, 'ArrowDown', 'ArrowDown', 'ArrowDown');
  await expect(rowsOf(app, 'Resources').and(app.getByRole('row', { selected: true }))).toHaveCount(1);
  await expect(inspector(app).getByRole('heading', { level: 2 })).toBeVisible();
  await expect(inspector(app).getByRole('status')).toContainText('F6 goes to its details');
  await press(app, 'F6');
  await expect(inspector(app).getByRole('tab', { name: 'Overview' })).toBeFocused();
  await press(app, 'ArrowRight');
  await expect(inspector(app).getByRole('tab', { name: 'Zones' })).toHaveAttribute('aria-selected', 'true');
  await press(app, 'Escape');
  await expect(inspector(app)).toBeHidden();
  await expect(grid).toBeFocused();
});

test('sort: one stop of Tab for all headings, left and right between them', async ({ app }) => {
  await explore(app);
  await press(app, 't', 'Tab');
  await expect(app.getByRole('columnheader', { name: 'Kind' }).getByRole('button')).toBeFocused();
  await press(app, 'ArrowRight', 'Enter');
  await expect(app.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(inspector(app)).toBeHidden();
});

test('walk: to an account, into its Region and VPC, to an endpoint, along its strand to the provider', async ({ app }) => {
  await explore(app);
  await walk(app, 'ArrowDown', 'Account payments-prod');
  await walk(app, 'Shift+ArrowDown', 'VPC ');
  await walk(app, 'ArrowDown', 'VPC payments-edge');
  await walk(app, 'Shift+ArrowDown', 'endpoint for');
  await walk(app, 'ArrowRight', 'endpoint for archive, Rejected');
  await walk(app, 'Shift+ArrowRight', 'Endpoint service archive');
  await walk(app, 'Shift+ArrowUp', 'Provider ledger-platform');
  await walk(app, 'Shift+ArrowDown', 'Endpoint service');
  await press(app, ' ');
  await expect(inspector(app).getByRole('heading', { level: 2 })).toBeVisible();
  await press(app, 'Escape');
  await expect(inspector(app)).toBeHidden();
  await expect(map(app)).toBeFocused();
});

test('compare costs: 8 opens them, Enter on a VPC shows its columns side by side', async ({ app }) => {
  await explore(app);
  await press(app, '8');
  const scope = app.getByRole('button', { name: /^payments-cards payments-prod/ });
  await expect(scope).toBeVisible();
  await tabTo(app, 'button', /^payments-cards payments-prod/);
  await press(app, 'Enter');
  await expect(app.getByRole('heading', { level: 2, name: /^payments-cards/ })).toBeVisible();
  await expect(app.getByRole('region', { name: 'Columns side by side' })).toContainText('$');
});

test('export: the palette opens the dialog, Enter writes the diagram, the dialog gives the focus back', async ({ app }) => {
  await explore(app);
  await press(app, 'Control+k');
  await app.keyboard.type('export export');
  await press(app, 'Enter');
  await expect(app.getByRole('dialog', { name: 'Export' })).toBeVisible();
  await tabTo(app, 'button', /^Export /);
  const text = await downloaded(app, 'Enter');
  expect(text.toString('utf8')).toContain('<svg');
  await expect(app.getByRole('dialog')).toBeHidden();
  await expectFocusSeen(app);
});

test('undo and save: what was hidden comes back, and the document is written', async ({ app }) => {
  await explore(app);
  await press(app, 't', 'ArrowDown', 'x');
  await expect(app.getByRole('heading', { level: 2, name: /232 rows/ })).toBeVisible();
  await press(app, 'Control+z');
  await expect(app.getByRole('heading', { level: 2, name: /233 rows/ })).toBeVisible();
  await press(app, 'Control+Shift+z');
  const saved = await downloaded(app, 'Control+s');
  expect(JSON.parse(gunzipSync(saved).toString('utf8'))).toMatchObject({ format: 'linkscape' });
});

test('Esc goes one step at a time: the dialog, then the inspector', async ({ app }) => {
  await explore(app);
  await press(app, 't', 'ArrowDown');
  await press(app, '?');
  await expect(app.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await app.keyboard.press('Escape');
  await expect(app.getByRole('dialog')).toBeHidden();
  await expect(inspector(app)).toBeVisible();
  await expect(app.getByRole('grid', { name: 'Resources' })).toBeFocused();
  await press(app, 'Escape');
  await expect(inspector(app)).toBeHidden();
});
