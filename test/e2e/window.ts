/** The window's parts by what a person calls them; the specs know no class names. */
import type { Download, Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';

export const views = ['Consumers', 'Providers', 'Estate', 'VPC', 'Alignment', 'Coverage', 'Findings', 'Costs', 'Changes', 'Table'] as const;
export type ViewName = (typeof views)[number];

/** Goes to a view by its tab. */
export async function openView(app: Page, view: ViewName): Promise<void> {
  await app.getByRole('tab', { name: new RegExp(`^${view}`) }).click();
}

/** Closes the card that greets a new person. */
export async function dismissWelcome(app: Page): Promise<void> {
  await app.getByRole('button', { name: 'Explore the demo' }).click();
}

/** The rows of a table, its header left out. */
export function rowsOf(app: Page, table: string): Locator {
  return app
    .getByRole('grid', { name: table })
    .getByRole('row')
    .filter({ has: app.getByRole('gridcell') });
}

export function inspector(app: Page): Locator {
  return app.getByRole('complementary', { name: 'Inspector' });
}

/** Chooses an entry of the "Open and export" menu. */
export async function chooseFromFileMenu(app: Page, entry: string): Promise<void> {
  await app.getByRole('button', { name: 'Open and export' }).click();
  await app.getByRole('menuitem', { name: entry }).click();
}

/** What an export writes, as text. */
export async function exported(app: Page, entry: string): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([app.waitForEvent('download'), chooseFromFileMenu(app, entry)]);
  return { name: download.suggestedFilename(), text: await contentOf(download) };
}

async function contentOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}

/** What the export dialog is to write; what is left out stays as the dialog offers it. */
export interface DialogWish {
  readonly view?: string;
  readonly format: string;
  readonly isRedacted?: boolean;
}

/** A file made by the export dialog. */
export async function exportedByDialog(app: Page, wish: DialogWish): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  await chooseFromFileMenu(app, 'Export…');
  const dialog = app.getByRole('dialog', { name: 'Export' });
  const choose = async (label: string, option: string): Promise<void> => {
    await dialog.getByRole('button', { name: label }).click();
    await app.getByRole('option', { name: option }).click();
  };
  if (wish.view !== undefined) await choose('View', wish.view);
  await choose('Format', wish.format);
  if (wish.isRedacted === true) await dialog.getByText(/^Redact:/).click();
  const [download] = await Promise.all([app.waitForEvent('download'), dialog.getByRole('button', { name: /^Export / }).click()]);
  await dialog.waitFor({ state: 'hidden' });
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
