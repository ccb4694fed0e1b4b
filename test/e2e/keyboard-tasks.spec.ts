/** What an architect comes for, by keys alone: a pointer is touched nowhere in this file. */
import { expect, test } from './host.ts';
import { explore, map, press, tabTo } from './keys.ts';
import { inspector, rowsOf } from './window.ts';

// Every key is followed by a look at the focus, which takes its time on a slow machine.
test.describe.configure({ timeout: 90_000 });

test.use({
  awsConfig: '[profile prod]\nregion = eu-west-1\n\n[profile network]\nregion = us-east-1\n',
  awsCredentials: ['prod', 'network']
    .map((name) => `[${name}]\naws_access_key_id = AKIAEXAMPLE000000000\naws_secret_access_key = not-a-secret\n`)
    .join('\n'),
});

test('find what is broken and its evidence: the map says it as text, 7 lists it, Enter opens the evidence', async ({ app }) => {
  await explore(app);
  await expect(app.getByRole('list', { name: /^Problems on this map: \d+$/ })).toContainText('endpoint for fraud-scoring');
  await press(app, '7');
  await tabTo(app, 'button', 'Evidence');
  await press(app, 'Enter');
  await expect(app.getByRole('article').first()).toContainText('DescribeVpcEndpointServicePermissions');
});

test('suppress a finding: a reason, Enter, and it no longer counts', async ({ app }) => {
  await explore(app);
  await press(app, '7');
  const tab = app.getByRole('tab', { name: /^Findings/ });
  await expect(tab).toHaveText('Findings 161');
  await tabTo(app, 'button', 'Suppress\u2026');
  await press(app, 'Enter');
  await expect(app.getByRole('textbox', { name: 'Why may this stay as it is?' })).toBeFocused();
  await app.keyboard.type('Agreed with its owner');
  await press(app, 'Enter');
  await expect(app.getByRole('dialog')).toBeHidden();
  await expect(tab).toHaveText('Findings 160');
  // The next card is at hand.
  await expect(app.locator(':focus')).toHaveText('Suppress\u2026');
});

test('open a VPC: by its name in the picker', async ({ app }) => {
  await explore(app);
  await press(app, '4');
  await expect(map(app)).toBeFocused();
  // Legend, fit, and the picker beside the tabs.
  await press(app, 'Shift+Tab', 'Shift+Tab', 'Shift+Tab');
  await app.keyboard.press('Enter');
  await expect(app.getByRole('option').first()).toBeVisible();
  await app.keyboard.type('retail-f');
  await press(app, 'Enter');
  await expect(map(app)).toHaveAccessibleName('retail-fargate \u00b7 Demo estate');
});

test('make a scenario: the palette starts it, the inspector of an endpoint offers what could be changed', async ({ app }) => {
  await explore(app);
  await press(app, 'Control+k');
  await app.keyboard.type('new scenario');
  await press(app, 'Enter');
  const banner = app.getByRole('region', { name: 'Scenario' });
  await expect(banner).toContainText('What if 1');
  await press(app, 't', 'ArrowDown', 'ArrowDown');
  await expect(rowsOf(app, 'Resources').and(app.getByRole('row', { selected: true }))).toHaveCount(1);
  await press(app, 'F6');
  await expect(inspector(app)).toBeVisible();
  await tabTo(app, 'button', 'What if: change it without touching AWS');
  await app.keyboard.press('Enter');
  await expect(app.getByRole('menuitem').first()).toBeFocused();
  await press(app, 'Enter');
  await expect(banner.getByRole('button', { name: '1 edit' })).toBeVisible();
});

test('switch the profile of a scan: the palette opens the dialog, Space takes one and leaves the other', async ({ app }) => {
  await explore(app);
  await press(app, 'Control+k');
  await app.keyboard.type('scan my profiles');
  await press(app, 'Enter');
  const dialog = app.getByRole('dialog', { name: 'Scan my profiles' });
  await expect(dialog).toBeVisible();
  await tabTo(app, 'checkbox', /^prod access keys/);
  await press(app, ' ');
  await expect(dialog.getByRole('checkbox', { name: /^prod access keys/ })).toBeChecked();
  await press(app, ' ');
  await tabTo(app, 'checkbox', /^network access keys/);
  await press(app, ' ');
  await expect(dialog.getByRole('checkbox', { name: /^network access keys/ })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: /^prod access keys/ })).not.toBeChecked();
});
