/** What stands in many columns of a scope, made once for the hours of its model. */
import type { Exact } from '#shared/base/decimal.ts';
import type { ZoneId } from '#shared/base/ids.ts';
import type { Block } from './block.ts';
import type { Figures } from './break-even-figures.ts';
import type { Added } from './decision.ts';
import type { ModelVpc } from './model.ts';

/** The blocks of a VPC as it is; `null`: not asked for yet. */
export interface VpcBlocks {
  natFixed: Block | null;
  /** GB that nobody knows. */
  natData: Block | null;
  endpointHours: Block | null;
  endpointData: Block | null;
  /** What one GB of unknown traffic costs on the way out, at the prices of the scope; `undefined`: not asked for yet. */
  rate: Exact | null | undefined;
  /** Break-evens of services that nothing passes to, by the zones of their endpoints, at the prices of the scope. */
  readonly atRest: Map<readonly ZoneId[] | null, Figures>;
}

export interface Desk {
  readonly vpcs: Map<ModelVpc, VpcBlocks>;
  /** By what a decision adds: several decisions add the same. */
  readonly addedHours: Map<readonly Added[], Block>;
  readonly addedData: Map<readonly Added[], Block>;
}

export function newDesk(): Desk {
  return { vpcs: new Map(), addedHours: new Map(), addedData: new Map() };
}

/** The blocks of a VPC. */
export function vpcBlocks({ vpcs }: Desk, vpc: ModelVpc): VpcBlocks {
  let blocks = vpcs.get(vpc);
  if (blocks === undefined) {
    blocks = { natFixed: null, natData: null, endpointHours: null, endpointData: null, rate: undefined, atRest: new Map() };
    vpcs.set(vpc, blocks);
  }
  return blocks;
}

/** The value of a key, made at the first asking. */
export function kept<Key, Value>(values: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  const made = make();
  values.set(key, made);
  return made;
}
