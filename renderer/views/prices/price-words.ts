import type { PriceRow } from '#renderer/workers/price-list.ts';
import type { PriceAssumptionName } from '#shared/model/price-settings.ts';

/** Where a price comes from, in a word or two. */
export const originWords: Readonly<Record<NonNullable<PriceRow['origin']> | 'unknown', string>> = {
  list: 'AWS list',
  override: 'own price',
  assumed: 'assumed',
  unknown: 'unknown',
};

/** What each documented assumption says. */
export const assumptionWords: Readonly<Record<PriceAssumptionName, { readonly title: string; readonly why: string }>> = {
  'regional-nat-as-zonal': {
    title: 'A regional NAT gateway costs what a zonal one costs',
    why: 'True in every Region whose price was read; the others are unknown without it.',
  },
  'resource-endpoint-double': {
    title: 'A resource endpoint costs twice an interface endpoint an hour',
    why: 'True in every Region whose price was read.',
  },
  'tunnel-endpoint-double': {
    title: 'A tunnel endpoint costs twice an interface endpoint an hour',
    why: 'True in the three Regions whose price was read.',
  },
  'inter-az-everywhere': {
    title: 'Transfer between zones costs the same in every Region',
    why: 'The same in all 27 Regions whose price was read.',
  },
};
