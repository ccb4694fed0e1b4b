/** Prices a person took from the Price List API, kept in the program's data folder. */
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { LinkscapeDocument } from '#shared/model/document.ts';
import { builtInPriceBook, type PriceBook } from '#shared/model/price-book.ts';
import { withPrices } from '#shared/model/price-book-adjust.ts';
import { type TakenPrice, takenPriceSchema, withTaken } from '#shared/model/price-book-taken.ts';
import { z } from '#shared/model/schema.ts';
import { sortedBy } from '#shared/base/sort.ts';
import { writeAtomically } from '#electron/storage/atomic-write.ts';
import { nodeFileSystem } from '#electron/storage/file-system.ts';

const fileSchema = z.object({ schemaVersion: z.literal(1), prices: z.array(takenPriceSchema) });

/** `prices.json` in the data folder; the rules of the folder are those of the hosts. */
export function priceFile(env: NodeJS.ProcessEnv = process.env, home = os.homedir()): string {
  const own = env['LINKSCAPE_DATA'] ?? '';
  if (own !== '') return path.resolve(own, 'prices.json');
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'linkscape', 'prices.json');
  if (process.platform === 'win32') return path.join(env['APPDATA'] ?? path.join(home, 'AppData', 'Roaming'), 'linkscape', 'prices.json');
  const xdg = env['XDG_CONFIG_HOME'] ?? '';
  return path.join(path.isAbsolute(xdg) ? xdg : path.join(home, '.config'), 'linkscape', 'prices.json');
}

/** What was taken before; nothing where the file is absent or damaged, so that a bad file never changes a price unseen. */
export function takenPrices(file = priceFile()): readonly TakenPrice[] {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data.prices : [];
  } catch {
    return [];
  }
}

/** Keeps prices; newer ones replace those of the same item and Region. */
export async function keepPrices(prices: readonly TakenPrice[], file = priceFile()): Promise<void> {
  const merged = new Map([...takenPrices(file), ...prices].map((price) => [`${price.item}@${price.region}`, price]));
  const sorted = sortedBy(merged.entries(), ([key]) => key).map(([, price]) => price);
  await mkdir(path.dirname(file), { recursive: true });
  const text = `${JSON.stringify({ schemaVersion: 1, prices: sorted }, null, 1)}\n`;
  await writeAtomically(nodeFileSystem, file, new TextEncoder().encode(text));
}

/** The prices of a document: the list as it was last taken, with what the person says about prices there. */
export function documentPriceBook({ prices }: Pick<LinkscapeDocument, 'prices'>): PriceBook {
  const book = currentPriceBook();
  return prices === undefined ? book : withPrices(book, prices);
}

/** The built-in book with what the person took in place of the older list prices. */
export function currentPriceBook(taken = takenPrices()): PriceBook {
  return withTaken(builtInPriceBook, taken);
}
