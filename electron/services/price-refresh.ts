/** `prices refresh`: what the Price List API says today, beside what the book holds. */
import type { Region } from '#shared/base/ids.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { sortedBy } from '#shared/base/sort.ts';
import type { PriceBook } from '#shared/model/price-book.ts';
import { priceListReader } from '#electron/aws/prices.ts';
import type { PriceListReader } from '#electron/discovery/traffic-ports.ts';
import { currentPriceBook, keepPrices, priceFile } from './price-refresh-file.ts';
import { pricesIn, priceQuestions, type ReadPrice } from './price-refresh-products.ts';
import { type MeasuringAccess, openSessions, problemOf } from './traffic-cloudwatch.ts';

/** One price beside the one in the book; `before` is `null` where the book has none. */
export interface PriceChange {
  readonly item: string;
  readonly region: Region;
  readonly kind: 'new' | 'changed' | 'same';
  readonly before: { readonly usd: string; readonly asOf: string } | null;
  readonly now: ReadPrice;
}

export interface PriceRefresh {
  readonly changes: readonly PriceChange[];
  /** Items of the questions that the list does not have in a Region; the book keeps what it has. */
  readonly notFound: readonly { readonly item: string; readonly region: Region }[];
  readonly notices: readonly string[];
  /** Where they were kept; `null`: nothing was written. */
  readonly keptIn: string | null;
}

export interface PriceRefreshRequest extends MeasuringAccess {
  /** Empty: every Region of the book. */
  readonly regions: readonly Region[];
  readonly take: boolean;
}

/** Reads, compares, and keeps only where the person says so. */
export async function refreshPrices(request: PriceRefreshRequest): Promise<Outcome<PriceRefresh, Problem>> {
  const sessions = await openSessions(request);
  if (sessions.kind === 'problem') return sessions;
  const [session] = sessions.value;
  if (session === undefined) return failed({ code: 'profile', what: 'No profile was given', remedy: 'Name one with --profile.' });
  const book = currentPriceBook();
  const regions =
    request.regions.length > 0 ? request.regions : book.regions.filter((region) => /^[a-z]{2}(-gov)?-[a-z]+-\d$/.test(region));
  const read = await comparePrices(priceListReader(session), book, regions, request.signal);
  if (read.kind === 'problem' || !request.take) return read;
  const file = priceFile();
  await keepPrices(
    read.value.changes.map((change) => change.now),
    file,
  );
  return ok({ ...read.value, keptIn: file });
}

/** The comparison alone; the first call that fails ends it, so that no half of a Region is taken. */
export async function comparePrices(
  reader: PriceListReader,
  book: PriceBook,
  regions: readonly Region[],
  signal: AbortSignal,
): Promise<Outcome<PriceRefresh, Problem>> {
  const changes: PriceChange[] = [];
  const notFound: { item: string; region: Region }[] = [];
  const notices: string[] = [];
  for (const region of regions) {
    for (const question of priceQuestions) {
      const answer = await reader.products(question.serviceCode, [{ field: 'regionCode', value: region }, ...question.filters], signal);
      if (answer.kind === 'problem') return failed(problemOf(answer.problem, region));
      const read = pricesIn(question, region, answer.value);
      notices.push(...read.notices);
      changes.push(...read.prices.map((price) => changeOf(book, price)));
      const found = new Set(read.prices.map((price) => price.item));
      notFound.push(...question.items.filter(({ item }) => !found.has(item)).map(({ item }) => ({ item, region })));
    }
  }
  return ok({ changes: sortedBy(changes, (change) => [change.item, change.region]), notFound, notices, keptIn: null });
}

function changeOf(book: PriceBook, now: ReadPrice): PriceChange {
  const { item, region } = now;
  const before = book.lookup(item, region);
  if (before.kind === 'unknown') return { item, region, kind: 'new', before: null, now };
  const isSame =
    JSON.stringify(before.tiers.map((tier) => [tier.upTo, tier.usd])) === JSON.stringify(now.tiers.map((tier) => [tier.upTo, tier.usd]));
  return { item, region, kind: isSame ? 'same' : 'changed', before: { usd: before.usd, asOf: before.asOf }, now };
}
