/** Meters that stand in many columns, kept while the hours of one comparison live. */
import type { Exact } from '#shared/base/decimal.ts';
import type { CostEndpoint, CostNat } from './cost-vpc.ts';
import type { Added } from './decision.ts';
import type { Meter } from './meter.ts';

export interface Desk {
  readonly natHours: Map<CostNat, Meter>;
  /** The VPCs that use a NAT gateway are in its Region. */
  readonly natAddresses: Map<CostNat, Meter>;
  readonly endpoints: Map<CostEndpoint, Meter>;
  /** What is added names its VPC: whatever copy of that is at hand, the hours are the same. */
  readonly added: Map<Added, readonly Meter[]>;
}

const desks = new WeakMap<Exact, Desk>();

/** Beside the hours, because a VPC that uses another's NAT gateways is copied for each scope. */
export function deskOf(hours: Exact): Desk {
  const known = desks.get(hours);
  if (known !== undefined) return known;
  const made: Desk = { natHours: new Map(), natAddresses: new Map(), endpoints: new Map(), added: new Map() };
  desks.set(hours, made);
  return made;
}

/** The value of a key, made at the first asking. */
export function kept<Key, Value>(values: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  const made = make();
  values.set(key, made);
  return made;
}
