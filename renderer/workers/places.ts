/** Where things stand on the maps of the open document, so that the next map of it leaves them there. */
import type { Diagram } from '#shared/diagram/diagram.ts';
import type { DiagramInput } from '#shared/diagram/diagram-input.ts';
import { layOutConsumers } from '#shared/diagram/lay-out-consumers.ts';
import { layOutEstate } from '#shared/diagram/lay-out-estate.ts';
import { layOutProviders } from '#shared/diagram/lay-out-providers.ts';
import { type MapOrder, mapOrder } from '#shared/diagram/map-order.ts';
import type { WholeView } from './protocol.ts';

export interface Places {
  /** Of the maps of everything. */
  readonly orders: Map<WholeView, MapOrder>;
  /** What is unfolded in the Estate view, by subject key. */
  unfolded: ReadonlySet<string>;
}

export function newPlaces(unfolded: readonly string[]): Places {
  return { orders: new Map(), unfolded: new Set(unfolded) };
}

/** A map of everything; its order is kept for the next. */
export function layOutWhole(input: DiagramInput, view: WholeView, places: Places): Diagram {
  const diagram = layOut(input, view, places);
  const isPlain = view !== 'estate' || places.unfolded.size === 0;
  places.orders.set(view, mapOrder(isPlain ? diagram : layOutEstate(input, { before: places.orders.get(view) ?? null })));
  return diagram;
}

/** A map of a part: as it stands on the map of everything, which stays as it was. */
export function layOut(input: DiagramInput, view: WholeView, { orders, unfolded }: Places): Diagram {
  const before = orders.get(view) ?? null;
  switch (view) {
    case 'consumers':
      return layOutConsumers(input, before);
    case 'providers':
      return layOutProviders(input, before);
    case 'estate':
      return layOutEstate(input, { before, unfolded });
  }
}
