/** The break-evens that the output carries. */
import { type Exact, decimal, decimalText } from '#shared/base/decimal.ts';
import type { Region } from '#shared/base/ids.ts';
import { interRegionPriceOf, priceOf, type PriceTier } from '#shared/model/price-book.ts';
import { type BreakEvenPoint, breakEvenGb } from './break-even.ts';
import type { BreakEven } from './comparison.ts';
import type { Added } from './decision.ts';
import { kept } from './desk.ts';
import { discountedTiers } from './discount.ts';
import type { CostModel } from './model.ts';
import { rememberedBeside } from './remember.ts';

/** The tiers of what costs nothing. */
export const free: readonly PriceTier[] = [{ upTo: null, usd: '0' }];

/** What a GB costs on the new path, by tier; `null` where a price is unknown. */
export function newTiers(model: CostModel, added: Pick<Added, 'how' | 'remoteRegion'>, region: Region): readonly PriceTier[] | null {
  if (added.how === 'gateway') return free;
  const price = priceOf(model.book, 'endpoint.interface.gb', region);
  if (price.kind === 'unknown') return null;
  const tiers = discountedTiers(model.book, price.item, price.tiers);
  if (added.how === 'interface' || added.remoteRegion === null) return tiers;
  const transfer = interRegionPriceOf(model.book, region, added.remoteRegion);
  if (transfer.kind === 'unknown') return null;
  const [sent] = discountedTiers(model.book, transfer.item, transfer.tiers);
  return tiers.map((tier) => ({ ...tier, usd: decimalText(decimal(tier.usd).plus(decimal(sent?.usd ?? transfer.usd))) }));
}

/** A break-even with its formula and the straight line for the chart, whatever it is said of. */
export interface Figures {
  readonly values: Omit<BreakEven, 'variable'>;
  readonly byService: Map<string, BreakEven>;
}

/** `fixed` is what is added before any GB; `perGb` is what one costs today. */
export function figuresFor(fixed: Exact | null, perGb: Exact | null, tiers: readonly PriceTier[] | null, todayGb: Exact | null): Figures {
  const first = tiers?.[0];
  if (fixed === null || perGb === null || tiers === null || first === undefined) return { values: unknownPrice, byService: new Map() };
  const known = figuresOf(tiers, null);
  const key = `${decimalText(fixed)}|${decimalText(perGb)}|${todayGb === null ? '' : decimalText(todayGb)}`;
  if (known.size >= mostFigures) known.clear();
  return kept(known, key, () => ({ values: newFigures(fixed, perGb, tiers, first, todayGb), byService: new Map() }));
}

const unknownPrice: Figures['values'] = { gb: null, formula: 'a price is unknown', reason: 'a price is unknown', chart: null };

/** Of one service; most VPCs of an estate have the same few. */
export function breakEvenOfService({ values, byService }: Figures, service: string): BreakEven {
  let breakEven = byService.get(service);
  if (breakEven === undefined) {
    breakEven = { variable: `GB a month of ${service} at held zone shares`, ...values };
    byService.set(service, breakEven);
  }
  return breakEven;
}

/** By tiers: most services of an estate have the same few figures. */
const figuresOf = rememberedBeside((_tiers: readonly PriceTier[], _all: null) => new Map<string, Figures>());
/** Enough for any estate; a slider that is dragged must not fill the memory. */
const mostFigures = 5000;

function newFigures(
  fixed: Exact,
  perGb: Exact,
  tiers: readonly PriceTier[],
  first: PriceTier,
  todayGb: Exact | null,
): Omit<BreakEven, 'variable'> {
  const point: BreakEvenPoint = breakEvenGb({ fixedUsd: fixed, oldUsdPerGb: perGb, newTiers: tiers });
  const chart = {
    fixedUsd: decimalText(fixed),
    natUsdPerGb: decimalText(perGb),
    endpointUsdPerGb: first.usd,
    todayGb: todayGb === null ? null : decimalText(todayGb),
  };
  const gb = point === null ? null : typeof point === 'string' ? point : decimalText(point);
  const formula = `$${short(fixed)} fixed / ($${short(perGb)} - $${short(decimal(first.usd))} per GB)`;
  return { gb, formula, ...(gb === null ? { reason: 'the price of the next tier is unknown' } : {}), chart };
}

/** For a formula that a person reads: a rate by zone shares need not end. */
function short(value: Exact): string {
  return decimalText(value.toDecimalPlaces(6));
}
