import type { UsageRow } from '#shared/model/usage.ts';
import type { World } from './world.ts';

/** One fault in the world in order, and everything that is to be found because of it. */
export interface Plant {
  readonly rule: string;
  readonly what: string;
  readonly plant: (world: World) => void;
  /** What the rule must name first, in order; nothing else. */
  readonly subjects: readonly string[];
  /** Rules that the same fault breaks as well: none else may fail. */
  readonly also?: readonly string[];
  /** Measured traffic of the month. */
  readonly usage?: readonly Partial<UsageRow>[];
}
