import { expect, it } from 'vitest';
import { largeEstate, largeServices, largeUsage } from './large-estate.ts';
import { planned } from './plans.ts';

const vpcCount = 500;

it('plans 500 VPCs x 40 services', { timeout: 120_000 }, () => {
  const snapshot = largeEstate(vpcCount);
  const rows = largeUsage(vpcCount);
  const start = performance.now();
  const { plan } = planned({ snapshot, rows });
  console.info(
    `plan of ${vpcCount} VPCs x ${largeServices.length} services: ${Math.round(performance.now() - start)} ms, ${plan.chosen.length} paths`,
  );
  expect(plan.proof.lowerBoundUsd).toBe(plan.comparison.planUsd);
  expect(plan.chosen.filter((path) => path.how === 'gateway').length).toBeGreaterThan(vpcCount);
});
