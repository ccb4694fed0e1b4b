/** What stands in many columns of a scope, kept beside the hours of the month until the scope is compared. */
import type { Exact } from '#shared/base/decimal.ts';
import type { CostEndpoint, CostNat } from './cost-vpc.ts';
import type { Added } from './decision.ts';
import type { Meter } from './meter.ts';
import type { ModelVpc } from './model.ts';

export interface Desk {
  readonly natHours: Map<CostNat, Meter>;
  /** The VPCs that use a NAT gateway are in its Region. */
  readonly natAddresses: Map<CostNat, Meter>;
  readonly endpoints: Map<CostEndpoint, Meter>;
  /** What is added names its VPC: whatever copy of that is at hand, the hours are the same. */
  readonly added: Map<Added, readonly Meter[]>;
  /** GB that nobody knows. */
  readonly unknownNat: Map<CostNat, Meter>;
  readonly unknownEndpoints: Map<ModelVpc, readonly Meter[]>;
  readonly unknownAdded: Map<Added, readonly Meter[]>;
}

const desks = new WeakMap<Exact, Desk>();

/** Beside the hours, because a VPC that uses another's NAT gateways is copied for each scope. */
export function deskOf(hours: Exact): Desk {
  const known = desks.get(hours);
  if (known !== undefined) return known;
  const made: Desk = {
    natHours: new Map(),
    natAddresses: new Map(),
    endpoints: new Map(),
    added: new Map(),
    unknownNat: new Map(),
    unknownEndpoints: new Map(),
    unknownAdded: new Map(),
  };
  desks.set(hours, made);
  return made;
}

/** Lets go of what the next scope does not need: most scopes are a VPC each, and all of them together fill the memory. */
export function clearDesk(hours: Exact): void {
  desks.delete(hours);
}

/** The value of a key, made at the first asking. */
export function kept<Key, Value>(values: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  const made = make();
  values.set(key, made);
  return made;
}
