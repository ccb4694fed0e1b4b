import { expect, it } from 'vitest';
import { runs } from '#test/long-run.ts';
import { largeEstate, largeUsage } from './large-estate.ts';
import { planned } from './plans.ts';

const vpcCount = runs(50, 500);

it(`plans ${vpcCount} VPCs x 40 services`, { timeout: 120_000 }, () => {
  const snapshot = largeEstate(vpcCount);
  const rows = largeUsage(vpcCount);
  const { plan } = planned({ snapshot, rows });
  expect(plan.proof.lowerBoundUsd).toBe(plan.comparison.planUsd);
  expect(plan.chosen.filter((path) => path.how === 'gateway').length).toBeGreaterThan(vpcCount);
});
