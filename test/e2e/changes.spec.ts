import { expect, test } from './host.ts';
import { dismissWelcome, inspector, openView } from './window.ts';

test('what changed since the snapshot before is listed, and shown on the map', async ({ app }) => {
  await dismissWelcome(app);
  await openView(app, 'Changes');
  const changes = app.getByRole('region', { name: 'Changes' });
  await expect(changes.getByText(/^\d+ differences$/)).toBeVisible();
  for (const group of ['New findings', 'Added', 'Removed', 'Changed', 'Zones and verdicts', 'Connections in another state']) {
    await expect(changes.getByRole('heading', { name: group, exact: true })).toBeVisible();
  }
  await changes.getByRole('button', { name: /^storefront-nat-second/ }).click();
  await expect(inspector(app)).toBeVisible();
  await app.keyboard.press('Escape');
  await changes.getByRole('radio', { name: 'Map' }).click();
  await changes.getByText('Only what changed').click();
  await expect(app.locator('.react-flow__node[aria-label^="Removed: "]').first()).toBeAttached();
  await expect(app.locator('.react-flow__node[aria-label^="Added: "]').first()).toBeAttached();
});

test('the comparison can be turned round, stopped, and asked for again', async ({ app }) => {
  await dismissWelcome(app);
  await openView(app, 'Changes');
  const changes = app.getByRole('region', { name: 'Changes' });
  await expect(changes.getByText(/^From Demo estate, a month before/)).toBeVisible();
  await changes.getByRole('button', { name: 'Swap' }).click();
  await expect(changes.getByText(/to Demo estate, a month before/)).toBeVisible();
  await changes.getByRole('button', { name: 'Compare with' }).click();
  await app.getByRole('menuitem', { name: 'Stop comparing' }).click();
  await expect(changes.getByRole('heading', { name: 'Compare two moments' })).toBeVisible();
  await changes.getByRole('button', { name: 'Compare with' }).click();
  await app.getByRole('menuitem', { name: /a month before/ }).click();
  await expect(changes.getByText(/^\d+ differences$/)).toBeVisible();
});

test('a coverage cell leads to the endpoint behind it', async ({ app }) => {
  await dismissWelcome(app);
  await openView(app, 'Coverage');
  const coverage = app.getByRole('region', { name: 'Coverage' });
  const row = coverage.getByRole('row').filter({ hasText: 'payments-cards' });
  await expect(row).toBeVisible();
  await row.click();
  await expect(inspector(app).getByRole('heading', { level: 2, name: 'payments-cards' })).toBeVisible();
  await inspector(app).getByRole('tab', { name: 'Reach' }).click();
  await expect(inspector(app).getByText('interface endpoint').first()).toBeVisible();
});
