import { layOutConsumers } from '#shared/diagram/lay-out-consumers.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { generatedEstate } from '../shared/diagram/generated-estate.ts';
import { inputOf } from '../shared/diagram/input-of.ts';

/** Leaves are what somebody owns and the map draws, as in the layout bench. */
function leavesOf(snapshot: Snapshot): number {
  const { subnets, vpcEndpoints, natGateways, endpointServices, loadBalancers } = snapshot;
  return [subnets, vpcEndpoints, natGateways, endpointServices, loadBalancers].reduce((sum, list) => sum + list.length, 0);
}

/** The Consumers view of a generated organisation with about as many leaves as asked for. */
export function benchScene(leaves: number): { readonly leaves: number; readonly diagram: Diagram } {
  const sizeOf = (accounts: number) => ({ seed: 1, accounts, vpcsPerAccount: 3, services: Math.max(4, Math.ceil(accounts / 4)) });
  const perAccount = leavesOf(generatedEstate(sizeOf(40))) / 40;
  const snapshot = generatedEstate(sizeOf(Math.max(1, Math.round(leaves / perAccount))));
  return { leaves: leavesOf(snapshot), diagram: layOutConsumers(inputOf(snapshot)) };
}
