import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './host.ts';
import { chooseFromFileMenu, openView, rowsOf } from './window.ts';

test('a file that is no document says so and leaves the map as it is', async ({ app, host }, info) => {
  test.skip(host === 'electron', 'Electron asks with a dialog of the system.');
  const file = info.outputPath('broken.linkscape');
  await writeFile(file, 'not a document');
  await openFile(app, file);
  await expect(app.getByText('broken.linkscape').first()).toBeVisible();
  await expect(app.getByRole('heading', { level: 1, name: 'Demo estate' })).toBeVisible();
});

test('output of the AWS CLI opens', async ({ app, host }, info) => {
  test.skip(host === 'electron', 'Electron asks with a dialog of the system.');
  const file = info.outputPath('describe-vpcs.json');
  const vpc = {
    VpcId: 'vpc-0123456789abcdef0',
    OwnerId: '111122223333',
    CidrBlock: '10.0.0.0/16',
    State: 'available',
    Tags: [{ Key: 'Name', Value: 'from-the-cli' }],
  };
  await writeFile(file, JSON.stringify({ Vpcs: [vpc] }));
  await openFile(app, file);
  await expect(app.getByRole('heading', { level: 1, name: 'describe-vpcs.json' })).toBeVisible();
  await openView(app, 'Table');
  await expect(rowsOf(app, 'Resources').filter({ hasText: 'from-the-cli' })).toHaveCount(1);
});

async function openFile(app: Page, file: string): Promise<void> {
  const [chooser] = await Promise.all([app.waitForEvent('filechooser'), chooseFromFileMenu(app, 'Open a file…')]);
  await chooser.setFiles(file);
}
