/** What is counted and what it comes to: a meter says how much of an item is used and by whom, a line is a meter at its price. */
import type { Exact } from '#shared/base/decimal.ts';
import type { AccountId, Region, VpcId } from '#shared/base/ids.ts';
import type { Price, UnknownPrice } from '#shared/model/price-book.ts';
import type { Basis } from '#shared/model/usage.ts';
import type { CostLine, LineGroup } from './comparison.ts';

/** How much of one item is used in a month. */
export interface Meter {
  readonly item: string;
  readonly region: Region;
  readonly group: LineGroup;
  /** In the unit of the price; `null` is unknown, and `reason` says why. */
  readonly quantity: Exact | null;
  /** How the quantity came to be, for people: `3 AZ x 730 h`. */
  readonly factors: string;
  readonly basis: Basis;
  readonly reason?: string;
  readonly resourceId: string | null;
  readonly vpcId: VpcId | null;
  readonly service: string | null;
  readonly payerAccountId: AccountId | null;
  /** Tiers fill up over all meters of one pool, in their order; item and Region unless given. */
  readonly pool?: string;
  /** Of an unmeasured quantity: how much it may be at most. `quantity` is then the least. */
  readonly atMost?: Exact;
  /** Set where the quantity is a part of a whole that others use too: `of` is the whole. */
  readonly share?: { readonly own: Exact; readonly all: Exact; readonly of: Exact };
  /** What it shares with meters of the same amount; a copy with another amount is another meter. */
  readonly form?: MeterForm | undefined;
}

/** What many meters have in common: thousands of endpoints run two zones times the hours of the month. */
export interface MeterForm {
  readonly item: string;
  readonly group: LineGroup;
  readonly quantity: Exact | null;
  readonly factors: string;
  readonly basis: Basis;
  readonly reason?: string;
  /** What it comes to at a price; made once. */
  readonly charges: WeakMap<Price | UnknownPrice, Charge | null>;
}

/** What a line says beside its item and whom it is about. */
export interface Charge {
  readonly quantity: Exact | null;
  readonly unit: string;
  readonly unitPriceUsd: string | null;
  readonly priceAsOf: string | null;
  readonly usd: Exact | null;
  readonly formula: string;
  readonly basis: Basis;
  readonly reason: string | undefined;
  readonly tier: number | undefined;
  /** `undefined`: no range; `null`: the upper end has no known price. */
  readonly atMostUsd: Exact | null | undefined;
  /** Its amounts as text, written when they are first shown. */
  readonly texts: ChargeTexts;
}

export interface ChargeTexts {
  quantity: string | null | undefined;
  usd: string | null | undefined;
  key: string | undefined;
}

/** A line before it becomes text: a meter and what it comes to. */
export interface Line {
  readonly meter: Pick<Meter, 'item' | 'group' | 'resourceId' | 'vpcId' | 'service' | 'payerAccountId'>;
  readonly charge: Charge;
  /** What has been written of it: most lines stand in several columns. */
  key: string | null;
  own: CostLine | null;
  unchanged: CostLine | null;
}

/** What a meter has when nobody and nothing in particular is meant. */
export const unattributed = { resourceId: null, vpcId: null, service: null, payerAccountId: null } as const;

/** Where a meter stands and who pays it. */
export type Where = Partial<Pick<Meter, 'resourceId' | 'vpcId' | 'service' | 'payerAccountId' | 'basis'>> & { readonly region: Region };

type FormFacts = Omit<MeterForm, 'charges' | 'basis'> & { readonly basis?: Basis };

/** A form; its amounts are modelled unless it says otherwise. */
export function meterForm(facts: FormFacts): MeterForm {
  return { basis: 'modelled', ...facts, charges: new WeakMap() };
}

/** A meter of a form. */
export function meterOf(where: Where, form: MeterForm): Meter {
  const meter = {
    item: form.item,
    region: where.region,
    group: form.group,
    quantity: form.quantity,
    factors: form.factors,
    basis: where.basis ?? form.basis,
    resourceId: where.resourceId ?? null,
    vpcId: where.vpcId ?? null,
    service: where.service ?? null,
    payerAccountId: where.payerAccountId ?? null,
    form,
  };
  return form.reason === undefined ? meter : Object.assign(meter, { reason: form.reason });
}

/** Whether the meter still says what its form says. */
export function isOfForm(meter: Meter, form: MeterForm): boolean {
  return (
    meter.quantity === form.quantity &&
    meter.basis === form.basis &&
    meter.atMost === undefined &&
    meter.item === form.item &&
    meter.factors === form.factors &&
    meter.reason === form.reason
  );
}

/** The pool of an item in a Region, unless a meter says another. */
export function poolOf(item: string, region: Region): string {
  return `${item}@${region}`;
}
