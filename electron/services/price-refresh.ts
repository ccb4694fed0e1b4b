/** `prices refresh`: what the Price List API says today, beside what the book holds. */
import type { Region } from '#shared/base/ids.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { sortedBy } from '#shared/base/sort.ts';
import { interRegionPriceOf, isOutsideTheList, type PriceBook } from '#shared/model/price-book.ts';
import type { TakenPrice } from '#shared/model/price-book-taken.ts';
import { priceListReader } from '#electron/aws/prices.ts';
import type { PriceListReader } from '#electron/discovery/traffic-ports.ts';
import { currentPriceBook, keepPrices, priceFile } from './price-refresh-file.ts';
import { pricesIn } from './price-refresh-products.ts';
import { type PriceQuestion, priceQuestions } from './price-refresh-questions.ts';
import { type MeasuringAccess, openSessions, problemOf } from './traffic-cloudwatch.ts';

/** One price beside the one in the book; `before` is `null` where the book has none. */
export interface PriceChange {
  readonly item: string;
  readonly region: Region;
  readonly kind: 'new' | 'changed' | 'same';
  readonly before: { readonly usd: string; readonly asOf: string } | null;
  readonly now: TakenPrice;
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
  const regions = request.regions.length > 0 ? request.regions : book.regions.filter(isListed);
  const read = await comparePrices(priceListReader(session), book, regions, request.signal);
  if (read.kind === 'problem' || !request.take) return read;
  const file = priceFile();
  await keepPrices(
    read.value.changes.map((change) => change.now),
    file,
  );
  return ok({ ...read.value, keptIn: file });
}

/** Regions of the USD list; neither Local Zones nor other partitions' own lists. */
function isListed(region: Region): boolean {
  return /^[a-z]{2}(-gov)?-[a-z]+-\d$/.test(region) && !isOutsideTheList(region);
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
  for (const { question, region } of asked(regions)) {
    const { serviceCode, regionField, filters } = question;
    const place = regionField === null ? [] : [{ field: regionField, value: region }];
    const answer = await reader.products(serviceCode, [...place, ...filters], signal);
    if (answer.kind === 'problem') return failed(problemOf(answer.problem, region));
    const read = pricesIn(question, region, answer.value);
    notices.push(...read.notices);
    changes.push(...worthTelling(book, read.prices).map((price) => changeOf(book, price)));
    const found = new Set(read.prices.map((price) => price.item));
    notFound.push(...question.items.filter(({ item }) => !found.has(item)).map(({ item }) => ({ item, region })));
  }
  return ok({ changes: sortedBy(changes, (change) => [change.item, change.region]), notFound, notices, keptIn: null });
}

function asked(regions: readonly Region[]): { readonly question: PriceQuestion; readonly region: Region }[] {
  const everywhere = priceQuestions.filter((question) => question.regionField === null);
  return [
    ...regions.flatMap((region) =>
      priceQuestions.filter((question) => question.regionField !== null).map((question) => ({ question, region })),
    ),
    ...everywhere.map((question) => ({ question, region: '*' as Region })),
  ];
}

/** A pair of Regions with the price of most others says nothing new, unless the book had another for it. */
function worthTelling(book: PriceBook, prices: readonly TakenPrice[]): readonly TakenPrice[] {
  const common = new Map(prices.filter(({ item }) => !item.includes('>')).map(({ item, tiers }) => [item, JSON.stringify(tiers)]));
  return prices.filter(({ item, region, tiers }) => {
    const [name = item, to] = item.split('>');
    return to === undefined || common.get(name) !== JSON.stringify(tiers) || book.lookup(item, region).kind === 'price';
  });
}

function changeOf(book: PriceBook, now: TakenPrice): PriceChange {
  const { item, region } = now;
  const [, to] = item.split('>');
  const before = to === undefined ? book.lookup(item, region) : interRegionPriceOf(book, region, to as Region);
  if (before.kind === 'unknown') return { item, region, kind: 'new', before: null, now };
  const isSame =
    JSON.stringify(before.tiers.map((tier) => [tier.upTo, tier.usd])) === JSON.stringify(now.tiers.map((tier) => [tier.upTo, tier.usd]));
  return { item, region, kind: isSame ? 'same' : 'changed', before: { usd: before.usd, asOf: before.asOf }, now };
}
