import type { PriceRow } from '#renderer/workers/price-list.ts';
import type { Discount } from '#shared/model/price-book.ts';
import { listPricesOnly, type PriceAssumptionName, priceAssumptionNames, type PriceSettings } from '#shared/model/price-settings.ts';
import { activeScenario } from './active-scenario.ts';
import type { AppState, SliceTools } from './app-state.ts';
import { problemOf } from './problem.ts';

/** Whose prices are looked at and changed. */
export type PriceOwner = 'document' | 'scenario';

export interface PriceSlice {
  /** Every price of the Regions of the snapshot; `null` until somebody looks. */
  readonly priceRows: readonly PriceRow[] | null;
  /** `scenario` only counts while one is shown. */
  readonly priceOwner: PriceOwner;
  readonly pricesNeeded: () => Promise<void>;
  readonly priceOwnerChosen: (owner: PriceOwner) => void;
  /** An own price of an item in a Region; an empty text gives back the list's. False where it is no amount. */
  readonly ownPriceTyped: (row: Pick<PriceRow, 'item' | 'region'>, text: string) => boolean;
  /** In the place of the one of the same name; false where it cannot be one. */
  readonly discountAdded: (discount: Discount) => boolean;
  readonly discountDropped: (name: string) => void;
  readonly priceAssumptionToggled: (name: PriceAssumptionName) => void;
}

export function createPriceSlice(tools: SliceTools): PriceSlice {
  const { set, get } = tools;
  const change = (label: string, patch: Partial<PriceSettings>): void => void changed(tools, label, patch);
  return {
    priceRows: null,
    priceOwner: 'document',
    pricesNeeded: () => listAgain(tools),
    priceOwnerChosen: (priceOwner) => {
      set({ priceOwner });
      void listAgain(tools);
    },
    ownPriceTyped: ({ item, region }, text) => {
      const usd = readAmount(text);
      if (usd === null && text.trim() !== '') return false;
      const others = shownPrices(get()).overrides.filter((override) => override.item !== item || override.region !== region);
      if (usd === null) change(`take the own price of ${item} away`, { overrides: others });
      else change(`price ${item} in ${region}`, { overrides: [...others, { item, region, usd }] });
      return true;
    },
    discountAdded: (discount) => {
      const percent = readAmount(discount.percent.replace(/%$/, ''));
      const [name, items] = [discount.name.trim(), discount.items.trim()];
      if (percent === null || Number(percent) > 100 || name === '' || !/^[\w.>*-]+$/.test(items)) return false;
      const others = shownPrices(get()).discounts.filter((each) => each.name !== name);
      change(`discount ${name}`, { discounts: [...others, { name, items, percent }] });
      return true;
    },
    discountDropped: (name) =>
      change(`take discount ${name} away`, { discounts: shownPrices(get()).discounts.filter((each) => each.name !== name) }),
    priceAssumptionToggled: (name) => {
      const on = shownAssumptions(get());
      const assumptions = on.includes(name) ? on.filter((each) => each !== name) : [...on, name];
      change(on.includes(name) ? 'leave a gap of the price list unknown' : 'fill a gap of the price list', { assumptions });
    },
  };
}

/** The settings that the dialog shows: of the scenario that is shown where it is chosen, else of the document. */
export function shownPrices(state: Pick<AppState, 'priceOwner' | 'prices' | 'activeScenario' | 'scenarios'>): PriceSettings {
  const scenario = state.priceOwner === 'scenario' ? activeScenario(state) : null;
  if (scenario === null) return state.prices;
  const own = scenario['prices'];
  // What a document holds was checked when it was opened.
  return own === undefined ? listPricesOnly : { ...listPricesOnly, ...(own as Partial<PriceSettings>) };
}

/** Which documented assumptions are on. */
export function shownAssumptions(state: Parameters<typeof shownPrices>[0]): readonly PriceAssumptionName[] {
  const { assumptions } = shownPrices(state);
  return assumptions === true ? priceAssumptionNames : assumptions === false ? [] : assumptions;
}

/** `1,234.50` and `$0.04` as plain decimals; `null` where it is no amount. */
export function readAmount(text: string): string | null {
  const plain = text
    .trim()
    .replace(/^\$\s*/, '')
    .replaceAll(',', '');
  return /^\d{1,9}(\.\d{1,12})?$/.test(plain) ? plain : null;
}

async function changed(tools: SliceTools, label: string, patch: Partial<PriceSettings>): Promise<void> {
  const { get } = tools;
  const scenario = get().priceOwner === 'scenario' ? activeScenario(get()) : null;
  const prices = { ...shownPrices(get()), ...patch };
  if (scenario === null) await get().edited(label, { prices });
  else await get().edited(label, { scenarios: get().scenarios.map((each) => (each === scenario ? { ...each, prices } : each)) });
  await listAgain(tools);
}

async function listAgain({ set, get, engine }: SliceTools): Promise<void> {
  if (get().opened === null) return;
  try {
    const scenario = get().priceOwner === 'scenario' ? activeScenario(get()) : null;
    set({ priceRows: await engine.ask('prices', { scenario }) });
  } catch (error) {
    set({ documentProblem: problemOf(error) });
  }
}
