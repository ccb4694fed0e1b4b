import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Download, Page } from '@playwright/test';
import { expect, test } from './host.ts';
import { dismissWelcome, openView } from './window.ts';

async function openCosts(app: Page): Promise<void> {
  await dismissWelcome(app);
  await openView(app, 'Costs');
  await expect(app.getByRole('navigation', { name: 'Comparisons by saving' })).toBeVisible();
}

async function makePlan(app: Page): Promise<void> {
  await app.getByRole('tab', { name: 'Plan', exact: true }).click();
  await app.getByText('Keep NAT gateways even where they may go').click();
  await app.getByRole('button', { name: 'Make the plan' }).click();
  await expect(app.getByRole('region', { name: 'Steps' })).toBeVisible({ timeout: 15_000 });
}

async function compareBill(app: Page): Promise<void> {
  await app.getByRole('tab', { name: 'Bill', exact: true }).click();
  await app
    .getByRole('textbox', { name: 'Or paste the rows' })
    .fill('usage_type,region,quantity,usd\nNatGateway-Hours,eu-west-1,99999,4499.95\n');
  await app.getByRole('button', { name: 'Compare with these rows' }).click();
  await expect(app.getByRole('cell', { name: /unexplained/ })).toBeVisible({ timeout: 15_000 });
}

async function violations(app: Page): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page: app }).options({ resultTypes: ['violations'], preload: false });
  return (await axe.analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

async function bytesOf(download: Download): Promise<string> {
  return (await readFile(await download.path())).toString('latin1');
}

test('an endpoint is added to a scenario, and compared with the estate as it was read', async ({ app }) => {
  await openCosts(app);
  await app.getByRole('button', { name: /analytics-loader/ }).click();
  await app.getByRole('button', { name: 'Show on the map' }).click();
  await app.getByRole('button', { name: /^What if/ }).click();
  await app.getByRole('menuitem', { name: 'Add an endpoint…' }).click();
  const dialog = app.getByRole('dialog', { name: 'What if: add an endpoint' });
  await dialog.getByRole('combobox', { name: 'Service' }).fill('kms');
  await app.getByRole('option', { name: 'kms', exact: true }).click();
  expect(await violations(app)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add to the scenario' }).click();
  await expect(app.getByRole('region', { name: 'Scenario', exact: true })).toContainText('What if 1');
  await openView(app, 'Costs');
  await expect(app.getByRole('region', { name: 'Scenario', exact: true })).toContainText('$16.06');
});

test('everything is compared as one, and what the filters leave', async ({ app }) => {
  await openCosts(app);
  const compare = async (what: string): Promise<void> => {
    await app.getByRole('button', { name: 'What is compared' }).click();
    await app.getByRole('option', { name: what }).click();
  };
  await compare('Everything');
  await expect(app.getByRole('heading', { name: /^Everything/ })).toBeVisible();
  await compare('The VPCs that pass the filters');
  await app.getByRole('navigation', { name: 'Sources and filters' }).getByText('payments-prod', { exact: true }).click();
  await expect(app.getByRole('heading', { name: /chosen VPCs/ })).toBeVisible();
});

test('a plan is made, written as Terraform, and looked at as a scenario', async ({ app }) => {
  await openCosts(app);
  await makePlan(app);
  await expect(app.getByRole('region', { name: 'What the plan chooses' }).getByRole('row')).not.toHaveCount(1);
  await app.getByRole('button', { name: 'Open all' }).click();
  await expect(app.getByText('Way back').first()).toBeVisible();
  const [download] = await Promise.all([app.waitForEvent('download'), app.getByRole('button', { name: 'Terraform' }).click()]);
  expect(download.suggestedFilename()).toBe('demo-estate-terraform.zip');
  const archive = await bytesOf(download);
  expect(archive.startsWith('PK\u0003\u0004')).toBe(true);
  expect(archive).toContain('resource "aws_vpc_endpoint"');
  await app.getByRole('button', { name: 'Make a scenario of it' }).click();
  await app.getByRole('button', { name: 'Show it on the map' }).click();
  await expect(app.getByRole('region', { name: 'Scenario', exact: true })).toContainText('Plan 1');
});

test('a bill that does not agree is told at every figure of its Region', async ({ app }) => {
  await openCosts(app);
  await compareBill(app);
  await app.getByRole('tab', { name: 'Comparison', exact: true }).click();
  const list = app.getByRole('navigation', { name: 'Comparisons by saving' });
  await expect(list.getByRole('button', { name: /analytics-loader/ })).toContainText('not reconciled');
  await expect(list.getByRole('button', { name: /payments-cards/ })).not.toContainText('not reconciled');
});

test('the plan, the bill and a comparison under doubt can be used by everybody', async ({ app }) => {
  test.slow();
  await openCosts(app);
  await makePlan(app);
  expect(await violations(app)).toEqual([]);
  await compareBill(app);
  expect(await violations(app)).toEqual([]);
  await app.getByRole('tab', { name: 'Comparison', exact: true }).click();
  expect(await violations(app)).toEqual([]);
});
