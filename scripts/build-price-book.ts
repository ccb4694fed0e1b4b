/**
 * Turns a list of price readings into the product's own price data.
 *
 *   node scripts/build-price-book.ts prices.json
 *
 * The input is an array of rows `{region, item, unit, usd, source, asOf, …}`;
 * the output groups rows that share everything but Region and amount. Run it
 * when new readings are at hand, then look at the difference before it is kept.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PriceData, PriceDataItem, PriceDataRow, PriceDataTier } from '../shared/model/prices/price-data.ts';

interface Reading {
  region: string;
  item: string;
  unit: string;
  usd: number | null;
  source: string;
  asOf: string;
  note?: string;
  usageType?: string;
  confirmedBy?: string[];
  tiers?: { usd: number; upToGB?: number | null; upToZones?: number | null }[];
  exceptions?: Record<string, number>;
}

/** The first tier of internet egress ends at 10 TB; a reading of "first tier only" says nothing about the rest. */
const firstEgressTier = '10240';

function main(): void {
  const input = process.argv[2];
  if (input === undefined) throw new Error('usage: node scripts/build-price-book.ts <prices.json>');
  const readings = JSON.parse(readFileSync(input, 'utf8')) as Reading[];
  const output = path.join(import.meta.dirname, '../shared/model/prices/price-data.json');
  writeFileSync(output, JSON.stringify(priceData(readings)));
  process.stderr.write(`${output}: ${readings.length} readings\n`);
}

function priceData(readings: readonly Reading[]): PriceData {
  const texts = new Map<string, number>();
  const textIndex = (text: string): number => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, texts.size);
    return texts.size - 1;
  };
  const items: Record<string, PriceDataItem> = {};
  for (const reading of readings) {
    const item = (items[reading.item] ??= { unit: reading.unit, rows: [] });
    if (reading.unit.length > item.unit.length) items[reading.item] = { ...item, unit: reading.unit };
    addReading(item.rows as PriceDataRow[], reading, textIndex);
  }
  for (const [name, item] of Object.entries(items)) {
    const suffix = usageTypeSuffix(readings.filter((reading) => reading.item === name));
    items[name] = { unit: item.unit.replace(' (first tier only)', ''), ...(suffix === null ? {} : { usageType: suffix }), rows: item.rows };
  }
  return { schemaVersion: 1, currency: 'USD', exceptions: exceptionsOf(readings), texts: [...texts.keys()], items: sortedKeys(items) };
}

function addReading(rows: PriceDataRow[], reading: Reading, textIndex: (text: string) => number): void {
  const tiers = tiersOf(reading);
  const shared = {
    source: textIndex(reading.source),
    asOf: reading.asOf.replace(/ on$/, ''),
    ...(reading.note === undefined ? {} : { note: textIndex(reading.note) }),
    ...(reading.confirmedBy === undefined ? {} : { confirmedBy: reading.confirmedBy.map(textIndex) }),
    ...(tiers === null ? {} : { tiers }),
  };
  const key = JSON.stringify(shared);
  let row = rows.find((candidate) => JSON.stringify({ ...candidate, usd: undefined }) === key);
  if (row === undefined) {
    row = { ...shared, usd: {} };
    rows.push(row);
  }
  (row.usd as Record<string, string | null>)[reading.region] = reading.usd === null ? null : String(reading.usd);
}

function tiersOf(reading: Reading): PriceDataTier[] | null {
  if (reading.unit.endsWith('(first tier only)')) return [{ upTo: firstEgressTier, usd: String(reading.usd) }];
  if (reading.tiers === undefined) return null;
  return reading.tiers.map((tier) => {
    const upTo = tier.upToGB ?? tier.upToZones ?? null;
    return { upTo: upTo === null ? null : String(upTo), usd: String(tier.usd) };
  });
}

/** The part of a usage type that is the same in every Region: `USE1-VpcEndpoint-Hours` and `VpcEndpoint-Hours` are one. */
function usageTypeSuffix(readings: readonly Reading[]): string | null {
  const suffixes = new Set(readings.flatMap((reading) => reading.usageType?.replace(/^(?:[A-Z]{2,4}[0-9]?|Global)-/, '') ?? []));
  return suffixes.size === 1 ? ([...suffixes][0] ?? null) : null;
}

/** Pairs of Regions with a price of their own, both ways: `us-east-1<->us-east-2`. */
function exceptionsOf(readings: readonly Reading[]): PriceData['exceptions'] {
  const found: Record<string, Record<string, string>> = {};
  for (const reading of readings) {
    for (const [pair, usd] of Object.entries(reading.exceptions ?? {})) {
      const [from = '', to = ''] = pair.split('<->');
      const item = (found[reading.item] ??= {});
      item[`${from}>${to}`] = String(usd);
      item[`${to}>${from}`] = String(usd);
    }
  }
  return found;
}

function sortedKeys<Value>(record: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

main();
