import { describe, expect, it } from 'vitest';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import { layOutConsumers } from '#shared/diagram/lay-out-consumers.ts';
import { layOutVpc } from '#shared/diagram/lay-out-vpc.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { everyKind } from './every-kind.ts';
import { generatedEstate } from './generated-estate.ts';
import { crossingsOutside } from './geometry.ts';
import { inputOf } from './input-of.ts';

/**
 * Crossings of the same strands between the same boxes, grouped by account, as
 * elkjs 0.12.1 laid them out (layered, orthogonal, `INCLUDE_CHILDREN`, ports
 * where ours are, thoroughness 30). It took 30 to 1,500 ms for each.
 */
const focused: readonly { readonly name: string; readonly snapshot: Snapshot; readonly elkjs: number }[] = [
  { name: 'the demo', snapshot: demoSnapshot(), elkjs: 66 },
  { name: 'one of everything', snapshot: everyKind(), elkjs: 18 },
  ...[
    { seed: 1, accounts: 2, services: 3, elkjs: 1 },
    { seed: 2, accounts: 3, services: 4, elkjs: 0 },
    { seed: 3, accounts: 4, services: 4, elkjs: 5 },
    { seed: 4, accounts: 5, services: 5, elkjs: 2 },
    { seed: 5, accounts: 6, services: 6, elkjs: 7 },
    { seed: 6, accounts: 8, services: 6, elkjs: 0 },
  ].map(({ elkjs, ...size }) => ({
    name: `estate ${size.seed}`,
    snapshot: generatedEstate({ ...size, vpcsPerAccount: 2 }),
    elkjs,
  })),
];

/** Shelves pay for their compactness with crossings; more than this they must not cost. */
const statedFactor = 2.2;

describe('crossings', () => {
  it('are not more than the stated factor of those of elkjs', () => {
    const ours = focused.map(({ snapshot }) => crossingsOutside(layOutConsumers(inputOf(snapshot))));
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    expect(sum(ours)).toBeLessThanOrEqual(sum(focused.map(({ elkjs }) => elkjs)) * statedFactor);
  });

  it('are none where one VPC is shown, but for two of one that has strands of four tones', () => {
    const input = inputOf(demoSnapshot());
    const ours = input.topology.vpcs.map(({ vpc }) => [vpc.name, crossingsOutside(layOutVpc(input, vpc.vpcId))]);
    expect(ours.filter(([, count]) => count !== 0)).toEqual([['payments-edge', 2]]);
  });
});
