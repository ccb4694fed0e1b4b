import { demoDocument } from '#electron/services/demo-document.ts';
import { currentSnapshot } from '#shared/model/document.ts';
import { type FakeAws, startFakeAws } from '#test/fake-aws/start-fake-aws.ts';
import { expect, test as base } from './host.ts';
import { dismissWelcome, openView, rowsOf } from './window.ts';

/** An AWS of its own for each test, and profiles for three of its accounts. */
const test = base.extend<{ fakeAws: FakeAws }>({
  fakeAws: async ({ host: _host }, use) => {
    const snapshot = currentSnapshot(demoDocument('test'));
    if (snapshot === undefined) throw new Error('the demo has no snapshot');
    const fake = await startFakeAws({ snapshot, latencyMs: 5 });
    await use(fake);
    await fake.close();
  },
  awsCredentials: async ({ fakeAws }, use) => {
    const snapshot = currentSnapshot(demoDocument('test'));
    const accounts = snapshot?.accounts.slice(0, 3) ?? [];
    const sections = accounts.map(({ accountId }, index) => {
      const { accessKeyId, secretAccessKey } = fakeAws.accessKeyFor(accountId);
      return `[team-${index}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\nregion = us-east-1\n`;
    });
    await use(sections.join('\n'));
  },
});

test('a scan started from the dialog fills the map', async ({ app, fakeAws }) => {
  await dismissWelcome(app);
  await app.getByRole('banner').getByRole('button', { name: 'Scan', exact: true }).click();
  const dialog = app.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Choose all/ }).click();
  await dialog.getByText('Advanced').click();
  await dialog.getByRole('textbox', { name: 'Emulator endpoint' }).fill(fakeAws.url);
  await dialog.getByRole('button', { name: 'Start the scan' }).click();
  await expect(dialog.getByText('Done', { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(dialog.getByRole('columnheader', { name: 'us-east-1' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Show the map' }).click();
  await openView(app, 'Table');
  await expect(rowsOf(app, 'Resources').first()).toBeVisible();
  expect(fakeAws.calls.length).toBeGreaterThan(20);
});

base('without any profile the dialog says where it looked', async ({ app }) => {
  await dismissWelcome(app);
  await app.getByRole('banner').getByRole('button', { name: 'Scan', exact: true }).click();
  await expect(app.getByRole('dialog')).toContainText('No AWS profile on this machine');
  await expect(app.getByRole('dialog')).toContainText('.aws/config');
});
