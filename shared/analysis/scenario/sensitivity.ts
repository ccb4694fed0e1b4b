/** How a saving moves when an input does: which of them a decision hangs on. */
import { decimal, decimalText, product } from '#shared/base/decimal.ts';
import type { Region } from '#shared/base/ids.ts';
import type { PriceBook } from '#shared/model/price-book.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import { compareCosts } from '#shared/analysis/cost/compare.ts';
import type { AlternativeId, CostInput, CostScope } from '#shared/analysis/cost/comparison.ts';

export const sensitivityInputs = ['traffic', 'nat-price', 'endpoint-price', 'hours'] as const;
export type SensitivityInput = (typeof sensitivityInputs)[number];

/** The saving with an input at one value. */
export interface SensitivityEnd {
  /** Percent of the present value, or hours a month. */
  readonly value: number;
  /** `null` where it cannot be told, with everything that is unknown at present too. */
  readonly savingUsd: string | null;
}

export interface Sensitivity {
  readonly input: SensitivityInput;
  readonly low: SensitivityEnd;
  readonly high: SensitivityEnd;
}

/** Lowest and highest month; half and double the traffic; a tenth off a price or on it. */
const ends: Readonly<Record<SensitivityInput, readonly [number, number]>> = {
  traffic: [50, 200],
  'nat-price': [90, 110],
  'endpoint-price': [90, 110],
  hours: [672, 744],
};

export interface SensitivityQuestion extends Pick<CostInput, 'topology' | 'usage' | 'book' | 'options'> {
  readonly scope: CostScope;
  readonly region: Region;
  readonly alternative: AlternativeId;
}

/** Every end is a whole comparison of its own, so what an alternative chooses moves with the input. */
export function sensitivityOf(question: SensitivityQuestion): Sensitivity[] {
  return sensitivityInputs.map((input) => {
    const [low, high] = ends[input];
    return { input, low: endOf(question, input, low), high: endOf(question, input, high) };
  });
}

function endOf(question: SensitivityQuestion, input: SensitivityInput, value: number): SensitivityEnd {
  const { topology, scope, region, alternative } = question;
  const usage = input === 'traffic' ? scaledUsage(question.usage, value) : question.usage;
  const book = scaledBook(question.book, input, value);
  const options = input === 'hours' ? { ...question.options, hoursPerMonth: value } : question.options;
  const compared = compareCosts({ topology, usage, book, scopes: [scope], options });
  const found = compared.scopes.find((each) => each.region === region)?.alternatives.find((each) => each.id === alternative);
  return { value, savingUsd: found?.savingUsd ?? null };
}

/** All traffic times so many percent; rows of totals, too, so that they still fit their split. */
export function scaledUsage(usage: readonly UsageSet[], percent: number): readonly UsageSet[] {
  if (percent === 100) return usage;
  const factor = product(decimal(percent), decimal('0.01'));
  return usage.map((set) => ({
    ...set,
    rows: set.rows.map((row) => ({ ...row, gb_per_month: decimalText(product(decimal(row.gb_per_month), factor)) })),
  }));
}

const itemsOf: Readonly<Partial<Record<SensitivityInput, readonly string[]>>> = {
  'nat-price': ['nat.zonal.hour', 'nat.zonal.gb', 'nat.regional.azHour', 'nat.regional.gb'],
  'endpoint-price': ['endpoint.interface.hour', 'endpoint.interface.gb'],
};

/** Every tier of the prices times so many percent. */
function scaledBook(book: PriceBook, input: SensitivityInput, percent: number): PriceBook {
  const items = itemsOf[input];
  if (items === undefined) return book;
  const factor = product(decimal(percent), decimal('0.01'));
  const scaled = (usd: string): string => decimalText(product(decimal(usd), factor));
  return {
    ...book,
    lookup: (item, region) => {
      const price = book.lookup(item, region);
      if (price.kind === 'unknown' || !items.includes(item)) return price;
      return { ...price, usd: scaled(price.usd), tiers: price.tiers.map((tier) => ({ ...tier, usd: scaled(tier.usd) })) };
    },
  };
}
