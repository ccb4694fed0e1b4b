import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagram, DiagramNode } from '#shared/diagram/diagram.ts';
import { layOutConsumers } from '#shared/diagram/lay-out-consumers.ts';
import { layOutProviders } from '#shared/diagram/lay-out-providers.ts';
import { mapOrder } from '#shared/diagram/map-order.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { runs } from '#test/long-run.ts';
import { type EstateSize, generatedEstate } from './generated-estate.ts';
import { overlaps, strandsThroughBoxes, strayChildren } from './geometry.ts';
import { inputOf } from './input-of.ts';

const sizes = fc.record({
  seed: fc.nat(1e6),
  accounts: fc.integer({ min: 3, max: 40 }),
  vpcsPerAccount: fc.integer({ min: 1, max: 4 }),
  services: fc.nat(6),
});

/** The same estate with some more endpoints in one of its VPCs, the first for a custom service where there is one; the id of that VPC beside it. */
function grown(snapshot: Snapshot, which: number, columns: number): { readonly snapshot: Snapshot; readonly vpcId: string } | null {
  const candidates = snapshot.vpcs.filter((vpc) => vpc.name?.startsWith('team-'));
  const vpc = candidates[which % candidates.length];
  const like = snapshot.vpcEndpoints.find((endpoint) => endpoint.vpcId === vpc?.vpcId && endpoint.vpcEndpointType === 'Interface');
  if (vpc === undefined || like === undefined) return null;
  const custom = snapshot.endpointServices[which % Math.max(1, snapshot.endpointServices.length)]?.serviceName;
  const more = Array.from({ length: columns }, (_, nth) => ({
    ...like,
    vpcEndpointId: `vpce-0fffffffffffff${String(nth).padStart(3, '0')}` as never,
    serviceName: (nth === 0 ? (custom ?? 'com.amazonaws.us-east-1.more-0') : `com.amazonaws.us-east-1.more-${String(nth)}`) as never,
  }));
  return { snapshot: { ...snapshot, vpcEndpoints: [...snapshot.vpcEndpoints, ...more] }, vpcId: vpc.vpcId };
}

/** Accounts as they are read: shelf by shelf, from left to right. */
function accountsOf(diagram: Diagram): string[] {
  return mapOrder(diagram).shelves.flat(2);
}

/** Where each VPC stands in its account. */
function placesOf(diagram: Diagram): ReadonlyMap<string, string> {
  const byId = new Map(diagram.nodes.map((node) => [node.id, node]));
  const accountOf = (node: DiagramNode): DiagramNode => (node.parentId === null ? node : accountOf(byId.get(node.parentId) ?? node));
  return new Map(
    diagram.nodes
      .filter((node) => node.kind === 'vpc')
      .map((node) => {
        const account = accountOf(node);
        return [node.id, `${account.id} ${String(node.box.x - account.box.x)} ${String(node.box.y - account.box.y)}`];
      }),
  );
}

function flaws(diagram: Diagram): string[] {
  return [...overlaps(diagram), ...strayChildren(diagram), ...strandsThroughBoxes(diagram)];
}

describe('a map laid out after another', () => {
  const estates = fc.sample(fc.tuple(sizes, fc.nat(1000), fc.integer({ min: 1, max: 6 })), { numRuns: runs(4, 14), seed: 4 });
  const cases = estates.flatMap(([size, which, columns]) => {
    const snapshot = generatedEstate(size satisfies EstateSize);
    const after = grown(snapshot, which, columns);
    if (after === null) return [];
    const input = inputOf(snapshot);
    const before = layOutConsumers(input);
    return [{ input, before, next: layOutConsumers(inputOf(after.snapshot), mapOrder(before)), grownVpc: `vpc:${after.vpcId}` }];
  });

  it('keeps the order of accounts and 95 of 100 unchanged VPCs in their place', () => {
    let all = 0;
    let kept = 0;
    const reordered: string[] = [];
    for (const { input, before, next, grownVpc } of cases) {
      const places = placesOf(before);
      for (const [id, place] of placesOf(next)) {
        if (id === grownVpc) continue;
        all += 1;
        if (places.get(id) === place) kept += 1;
      }
      if (String(accountsOf(next)) !== String(accountsOf(before))) reordered.push(`${input.topology.vpcs.length} VPCs`);
    }
    expect(reordered).toEqual([]);
    expect(kept / all).toBeGreaterThanOrEqual(0.95);
  });

  it('has no flaws', () => {
    for (const { next } of cases) expect(flaws(next)).toEqual([]);
  });

  it('is the same map where nothing changed', () => {
    for (const { input, before } of cases.slice(0, 6)) {
      expect(layOutConsumers(input, mapOrder(before))).toEqual(before);
      const providers = layOutProviders(input);
      expect(layOutProviders(input, mapOrder(providers))).toEqual(providers);
    }
  });
});
